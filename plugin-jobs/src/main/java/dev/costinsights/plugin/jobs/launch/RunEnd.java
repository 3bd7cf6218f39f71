package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunLifecycleStateV2State;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunState;
import com.databricks.sdk.service.jobs.RunStatus;
import com.databricks.sdk.service.jobs.TerminationCodeCode;
import dev.costinsights.core.tracking.ExecutionOutcome;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a run ended.
 *
 * @param durationMicros -1 when the API does not say
 * @param jobId null when the API does not say
 * @param setupMicros how long it waited until the first of its tasks had compute; 0 when the API does not say
 * @param nodes null when the API does not say
 */
record RunEnd(long runId, ExecutionOutcome outcome, long durationMicros, Long jobId, long setupMicros, String nodes) {

    /** Empty when it runs, or waits to. */
    static Optional<RunEnd> of(Run run) {
        return of(run.getRunId(), run.getState(), run.getStatus(), run.getStartTime(), run.getEndTime())
                .map(end -> new RunEnd(
                        end.runId, end.outcome, end.durationMicros, run.getJobId(), setup(run), RunNodes.of(run)));
    }

    /** Empty when it runs, or waits to. */
    static Optional<RunEnd> of(BaseRun run) {
        return of(run.getRunId(), run.getState(), run.getStatus(), run.getStartTime(), run.getEndTime())
                .map(end -> new RunEnd(end.runId, end.outcome, end.durationMicros, run.getJobId(), 0, null));
    }

    /** What it ran on, under the names of an event's details. */
    Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        if (jobId != null) {
            details.put("job_id", jobId.toString());
        }
        if (setupMicros > 0) {
            details.put("setup_micros", String.valueOf(setupMicros));
        }
        if (nodes != null) {
            details.put("nodes", nodes);
        }
        return details;
    }

    /** Not billed: nothing is until there is compute. */
    private static long setup(Run run) {
        if (run.getTasks() == null || run.getStartTime() == null) {
            return 0;
        }
        long millis = run.getTasks().stream()
                .filter(task -> task.getStartTime() != null && task.getStartTime() > 0)
                .mapToLong(task -> task.getStartTime()
                        + Objects.requireNonNullElse(task.getSetupDuration(), 0L)
                        - run.getStartTime())
                .min()
                .orElse(0);
        return Math.max(0, millis) * 1000;
    }

    private static Optional<RunEnd> of(Long runId, RunState state, RunStatus status, Long start, Long end) {
        if (runId == null || !hasEnded(state, status)) {
            return Optional.empty();
        }
        boolean isTimed = start != null && end != null && start > 0 && end >= start;
        return Optional.of(
                new RunEnd(runId, outcome(state, status), isTimed ? (end - start) * 1000 : -1, null, 0, null));
    }

    private static boolean hasEnded(RunState state, RunStatus status) {
        RunLifeCycleState old = state == null ? null : state.getLifeCycleState();
        return old == RunLifeCycleState.TERMINATED
                || old == RunLifeCycleState.SKIPPED
                || old == RunLifeCycleState.INTERNAL_ERROR
                || (status != null && status.getState() == RunLifecycleStateV2State.TERMINATED);
    }

    private static ExecutionOutcome outcome(RunState state, RunStatus status) {
        RunResultState result = state == null ? null : state.getResultState();
        if (result == RunResultState.SUCCESS || result == RunResultState.SUCCESS_WITH_FAILURES) {
            return ExecutionOutcome.SUCCEEDED;
        }
        if (result == RunResultState.CANCELED || result == RunResultState.UPSTREAM_CANCELED) {
            return ExecutionOutcome.CANCELED;
        }
        if (result == null && status != null && status.getTerminationDetails() != null) {
            TerminationCodeCode code = status.getTerminationDetails().getCode();
            if (code == TerminationCodeCode.SUCCESS || code == TerminationCodeCode.SUCCESS_WITH_FAILURES) {
                return ExecutionOutcome.SUCCEEDED;
            }
            if (code == TerminationCodeCode.CANCELED || code == TerminationCodeCode.USER_CANCELED) {
                return ExecutionOutcome.CANCELED;
            }
        }
        return ExecutionOutcome.FAILED;
    }
}
