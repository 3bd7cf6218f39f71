package dev.costinsights.workspace.server.warehouses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Ended;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Page;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import dev.costinsights.workspace.simulation.StatementOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every statement that was sent to a warehouse of the server: Query History API and system.query.history. */
public final class History {
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final Agenda agenda;
    private final Rows rows;
    private final Warehouses warehouses;
    private final Efforts efforts;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    public History(Agenda agenda, Rows rows, Warehouses warehouses, Efforts efforts) {
        this.agenda = agenda;
        this.rows = rows;
        this.warehouses = warehouses;
        this.efforts = efforts;
    }

    /**
     * A statement arrives at its warehouse.
     *
     * @param ended hears when it has left it
     */
    public void begin(Asked asked, Instant now, Ended ended) {
        synchronized (agenda) {
            Warehouse warehouse = warehouses.get(asked.warehouseId());
            Entry entry = new Entry(asked, now, ended);
            entries.put(asked.id(), entry);
            warehouse.submit(
                    efforts.demand(asked.id(), entry.kind, asked.text(), entry.arrival, asked.opaqueId()),
                    outcome -> left(entry, outcome));
        }
    }

    private void left(Entry entry, StatementOutcome outcome) {
        entry.outcome = outcome;
        rows.add("query.history", entry.row());
        entry.ended.at(entry.end(), entry.status.equals("FINISHED"));
    }

    /**
     * How its answer came out: FINISHED, FAILED or CANCELED. What failed does not execute, what was cancelled leaves its
     * warehouse now.
     */
    public void end(String id, String status, long producedRows, String error) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Entry entry = entries.get(id);
            if (entry == null) {
                return;
            }
            entry.status = status;
            entry.producedRows = producedRows;
            entry.error = error;
            if (status.equals("CANCELED")) {
                cancel(id, now);
            } else if (status.equals("FAILED")) {
                warehouses.find(entry.asked.warehouseId()).ifPresent(warehouse -> warehouse.shorten(id, now));
            }
        }
    }

    /** It leaves its warehouse, if it has not. */
    public void cancel(String id, Instant now) {
        Entry entry = entries.get(id);
        if (entry.outcome == null) {
            entry.status = "CANCELED";
            warehouses.find(entry.asked.warehouseId()).ifPresent(warehouse -> warehouse.cancel(id, now));
        }
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
            agenda.settle();
            Set<String> waiting = new HashSet<>();
            warehouses.all().forEach(warehouse -> waiting.addAll(warehouse.waiting()));
            List<Entry> wanted = new ArrayList<>(entries.values().stream()
                    .filter(entry -> ids.isEmpty() || ids.contains(entry.asked.id()))
                    .filter(entry -> warehouseIds.isEmpty() || warehouseIds.contains(entry.asked.warehouseId()))
                    .filter(entry -> statuses.isEmpty() || statuses.contains(status(entry, waiting)))
                    .filter(entry -> entry.arrival >= from && entry.arrival <= to)
                    .toList());
            Collections.reverse(wanted);
            Page<Entry> page = Page.of(
                    wanted, query.text("page_token", ""), query.number("max_results", USUAL_PAGE, 1, LARGEST_PAGE));
            boolean metrics = query.flag("include_metrics");
            ObjectNode json = page.json("res", entry -> entry.json(status(entry, waiting), metrics));
            return Reply.json(json.put("has_next_page", !page.next().isEmpty()));
        }
    }

    private static String status(Entry entry, Set<String> waiting) {
        if (entry.outcome != null) {
            return entry.status;
        }
        return waiting.contains(entry.asked.id()) ? "QUEUED" : "RUNNING";
    }
}
