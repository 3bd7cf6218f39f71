package dev.costinsights.workspace.server.warehouses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Account;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Page;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Every statement that ran on a warehouse of the server: Query History API, system.query.history, and its work. */
public final class History {
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;
    private static final Set<String> KINDS =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "DROP", "SHOW", "SET", "USE", "DESCRIBE");

    /** What is known of a statement; its source is the query_source of system.query.history. */
    record Entry(
            String id,
            String text,
            String warehouseId,
            String sessionId,
            String user,
            Map<String, String> tags,
            String client,
            ObjectNode source,
            Instant start,
            Duration waited,
            Duration compiled,
            Duration executed) {
        Instant end() {
            return start.plus(waited).plus(compiled).plus(executed);
        }
    }

    /** How one ended. */
    private record Outcome(String status, long rows, String error) {}

    private final Agenda agenda;
    private final Rows rows;
    private final Warehouses warehouses;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();

    public History(Agenda agenda, Rows rows, Warehouses warehouses) {
        this.agenda = agenda;
        this.rows = rows;
        this.warehouses = warehouses;
    }

    /** A statement begins at a moment of the workspace's clock; returns when its work will be done. */
    public Instant begin(
            String id,
            String text,
            String warehouseId,
            String sessionId,
            String user,
            Map<String, String> tags,
            String client,
            ObjectNode source,
            Instant start) {
        synchronized (agenda) {
            Warehouse warehouse = warehouses.get(warehouseId);
            Random random = new Random(id.hashCode());
            boolean quick = Set.of("SET", "USE", "SHOW", "DESCRIBE").contains(kind(text));
            Duration executed =
                    quick ? Duration.ofMillis(5) : Duration.ofMillis(200 + (long) Math.exp(random.nextGaussian() + 7));
            Entry entry = new Entry(
                    id,
                    text,
                    warehouseId,
                    sessionId,
                    user,
                    tags,
                    client,
                    source,
                    start,
                    warehouse.start(start),
                    Duration.ofMillis(20 + random.nextInt(150)),
                    executed);
            entries.add(entry);
            warehouse.use(entry.end());
            agenda.at(entry.end(), () -> row(entry));
            return entry.end();
        }
    }

    /** How it ended: FINISHED, FAILED or CANCELED. Without this, it finishes when its work is done. */
    public void end(String id, String status, long producedRows, String error) {
        synchronized (agenda) {
            outcomes.put(id, new Outcome(status, producedRows, error));
        }
    }

    private Outcome outcome(Entry entry) {
        return outcomes.getOrDefault(entry.id(), new Outcome("FINISHED", 0, null));
    }

    private void row(Entry entry) {
        Outcome outcome = outcome(entry);
        ObjectNode row = Rows.row()
                .put("statement_id", entry.id())
                .put("executed_by", entry.user())
                .put("executed_as", entry.user())
                .put("session_id", entry.sessionId().isEmpty() ? null : entry.sessionId())
                .put("execution_status", outcome.status())
                .put("statement_text", entry.text())
                .put("statement_type", kind(entry.text()))
                .put("error_message", outcome.error())
                .put("client_application", entry.client())
                .put(
                        "total_duration_ms",
                        Duration.between(entry.start(), entry.end()).toMillis())
                .put("waiting_for_compute_duration_ms", entry.waited().toMillis())
                .put("waiting_at_capacity_duration_ms", 0)
                .put("execution_duration_ms", entry.executed().toMillis())
                .put("compilation_duration_ms", entry.compiled().toMillis())
                .put("total_task_duration_ms", entry.executed().toMillis() * 4)
                .put("result_fetch_duration_ms", 0)
                .put("start_time", entry.start().toString())
                .put("end_time", entry.end().toString())
                .put("update_time", entry.end().toString())
                .put("produced_rows", outcome.rows())
                .put("from_result_cache", false);
        row.putObject("compute").put("type", "WAREHOUSE").put("warehouse_id", entry.warehouseId());
        row.set("query_source", entry.source());
        ObjectNode tags = row.putObject("query_tags");
        entry.tags().forEach(tags::put);
        rows.add("query.history", row);
    }

    public void addTo(Router router) {
        router.get("/api/2.0/sql/history/queries", this::list);
    }

    private Reply list(Call call) {
        Fields query = call.parameters();
        // The SDK writes nested filters with dots; others send them as JSON in the body.
        String ids = query.text("filter_by.statement_ids", "");
        String warehouseIds = query.text("filter_by.warehouse_ids", "");
        String statuses = query.text("filter_by.statuses", "");
        long from =
                query.number("filter_by.query_start_time_range.start_time_ms").orElse(0);
        long to = query.number("filter_by.query_start_time_range.end_time_ms").orElse(Long.MAX_VALUE);
        synchronized (agenda) {
            Instant now = agenda.settle();
            List<Entry> wanted = new ArrayList<>(entries.stream()
                    .filter(entry -> ids.isEmpty() || ids.contains(entry.id()))
                    .filter(entry -> warehouseIds.isEmpty() || warehouseIds.contains(entry.warehouseId()))
                    .filter(entry -> statuses.isEmpty() || statuses.contains(status(entry, now)))
                    .filter(entry -> entry.start().toEpochMilli() >= from
                            && entry.start().toEpochMilli() <= to)
                    .toList());
            Collections.reverse(wanted);
            Page<Entry> page = Page.of(
                    wanted, query.text("page_token", ""), query.number("max_results", USUAL_PAGE, 1, LARGEST_PAGE));
            ObjectNode json = page.json("res", entry -> json(entry, now, query.flag("include_metrics")));
            return Reply.json(json.put("has_next_page", !page.next().isEmpty()));
        }
    }

    private String status(Entry entry, Instant now) {
        Outcome outcome = outcome(entry);
        return outcome.status().equals("FINISHED") && entry.end().isAfter(now) ? "RUNNING" : outcome.status();
    }

    private ObjectNode json(Entry entry, Instant now, boolean metrics) {
        Outcome outcome = outcome(entry);
        boolean over = !entry.end().isAfter(now);
        ObjectNode json = Json.object()
                .put("query_id", entry.id())
                .put("status", status(entry, now))
                .put("query_text", entry.text())
                .put("query_start_time_ms", entry.start().toEpochMilli())
                .put("user_id", Account.USER_ID)
                .put("user_name", entry.user())
                .put("executed_as_user_name", entry.user())
                .put("warehouse_id", entry.warehouseId())
                .put("endpoint_id", entry.warehouseId())
                .put("session_id", entry.sessionId())
                .put("statement_type", kind(entry.text()))
                .put("client_application", entry.client())
                .put("lookup_key", entry.id())
                .put("rows_produced", outcome.rows())
                .put("is_final", over);
        if (over) {
            long end = entry.end().toEpochMilli();
            json.put("query_end_time_ms", end)
                    .put("execution_end_time_ms", end)
                    .put("duration", end - entry.start().toEpochMilli());
        }
        if (outcome.error() != null) {
            json.put("error_message", outcome.error());
        }
        ArrayNode tags = json.putArray("query_tags");
        entry.tags().forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        json.set("query_source", entry.source());
        if (metrics) {
            json.putObject("metrics")
                    .put(
                            "total_time_ms",
                            Duration.between(entry.start(), entry.end()).toMillis())
                    .put("compilation_time_ms", entry.compiled().toMillis())
                    .put("execution_time_ms", entry.executed().toMillis())
                    .put("task_total_time_ms", entry.executed().toMillis() * 4)
                    .put("rows_produced_count", outcome.rows())
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
