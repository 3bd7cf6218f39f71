package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where a run or a task is. */
enum RunState {
    BLOCKED,
    PENDING,
    RUNNING,
    TERMINATED;

    /** In both forms that the API has: the old {@code state} and the new {@code status}. */
    static void put(ObjectNode json, RunState state, String result) {
        ObjectNode old = json.putObject("state").put("life_cycle_state", state.name());
        ObjectNode status = json.putObject("status").put("state", state.name());
        if (state != TERMINATED) {
            old.put("state_message", state == RUNNING ? "In run" : "Waiting");
            return;
        }
        old.put("result_state", result).put("state_message", result.equals("FAILED") ? "Task failed" : "");
        status.putObject("termination_details")
                .put("code", code(result))
                .put("type", result.equals("FAILED") ? "CLIENT_ERROR" : "SUCCESS")
                .put("message", "");
    }

    private static String code(String result) {
        return switch (result) {
            case "FAILED" -> "RUN_EXECUTION_ERROR";
            case "CANCELED" -> "USER_CANCELED";
            case "UPSTREAM_FAILED" -> "SKIPPED";
            default -> "SUCCESS";
        };
    }
}
