package dev.costinsights.workspace.server.warehouses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Account;
import dev.costinsights.workspace.server.activity.Ended;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.simulation.StatementOutcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** A statement of a warehouse's, and what the API and system.query.history say of it. Guarded by the agenda's lock. */
final class Entry {
    private static final Set<String> KINDS =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "DROP", "SHOW", "SET", "USE", "DESCRIBE");

    final Asked asked;
    final String kind;
    final long arrival;
    final Ended ended;
    /** FINISHED, FAILED or CANCELED; the first when nobody says otherwise. */
    String status = "FINISHED";

    String error;
    long producedRows;
    /** Null before it has left the warehouse. */
    StatementOutcome outcome;

    Entry(Asked asked, Instant start, Ended ended) {
        this.asked = asked;
        this.kind = kind(asked.text());
        this.arrival = start.toEpochMilli();
        this.ended = ended;
    }

    Instant end() {
        return Instant.ofEpochMilli(outcome.finish());
    }

    ObjectNode row() {
        ObjectNode row = Rows.row()
                .put("statement_id", asked.id())
                .put("executed_by", asked.user())
                .put("executed_as", asked.user())
                .put("session_id", asked.sessionId().isEmpty() ? null : asked.sessionId())
                .put("execution_status", status)
                .put("statement_text", asked.text())
                .put("statement_type", kind)
                .put("error_message", error)
                .put("client_application", asked.client())
                .put("total_duration_ms", outcome.finish() - arrival)
                .put("waiting_for_compute_duration_ms", outcome.waitingForCompute())
                .put("waiting_at_capacity_duration_ms", outcome.waitingAtCapacity())
                .put("execution_duration_ms", outcome.execution())
                .put("compilation_duration_ms", outcome.compilation())
                .put("total_task_duration_ms", outcome.taskMillis())
                .put("result_fetch_duration_ms", outcome.fetch())
                .put("start_time", Instant.ofEpochMilli(arrival).toString())
                .put("end_time", end().toString())
                .put("update_time", end().toString())
                .put("produced_rows", producedRows)
                .put("from_result_cache", false);
        row.putObject("compute").put("type", "WAREHOUSE").put("warehouse_id", asked.warehouseId());
        row.set("query_source", asked.source());
        ObjectNode tags = row.putObject("query_tags");
        asked.tags().forEach(tags::put);
        return row;
    }

    /** @param state of one that is not over: QUEUED or RUNNING */
    ObjectNode json(String state, boolean metrics) {
        ObjectNode json = Json.object()
                .put("query_id", asked.id())
                .put("status", outcome == null ? state : status)
                .put("query_text", asked.text())
                .put("query_start_time_ms", arrival)
                .put("user_id", Account.USER_ID)
                .put("user_name", asked.user())
                .put("executed_as_user_name", asked.user())
                .put("warehouse_id", asked.warehouseId())
                .put("endpoint_id", asked.warehouseId())
                .put("session_id", asked.sessionId())
                .put("statement_type", kind)
                .put("client_application", asked.client())
                .put("lookup_key", asked.id())
                .put("rows_produced", producedRows)
                .put("is_final", outcome != null);
        if (error != null) {
            json.put("error_message", error);
        }
        ArrayNode tags = json.putArray("query_tags");
        asked.tags().forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        json.set("query_source", asked.source());
        if (outcome != null) {
            json.put("query_end_time_ms", outcome.finish())
                    .put("execution_end_time_ms", outcome.finish())
                    .put("duration", outcome.finish() - arrival);
        }
        if (outcome != null && metrics) {
            json.putObject("metrics")
                    .put("total_time_ms", outcome.finish() - arrival)
                    .put("provisioning_queue_start_timestamp", arrival)
                    .put("overloading_queue_start_timestamp", arrival + outcome.waitingForCompute())
                    .put("query_compilation_start_timestamp", outcome.begin())
                    .put("compilation_time_ms", outcome.compilation())
                    .put("execution_time_ms", outcome.execution())
                    .put("result_fetch_time_ms", outcome.fetch())
                    .put("task_total_time_ms", outcome.taskMillis())
                    .put("rows_produced_count", producedRows)
                    .put("result_from_cache", false);
        }
        return json;
    }

    private static String kind(String text) {
        String bare = text.replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("--[^\\n]*", " ")
                .strip();
        String word = bare.split("[^A-Za-z]", 2)[0].toUpperCase(Locale.ROOT);
        return KINDS.contains(word) ? word : word.equals("WITH") || word.equals("VALUES") ? "SELECT" : "OTHER";
    }
}
