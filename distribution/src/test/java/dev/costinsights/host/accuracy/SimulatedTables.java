package dev.costinsights.host.accuracy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.simulation.ClusterChange;
import dev.costinsights.workspace.simulation.Simulation;
import dev.costinsights.workspace.simulation.StatementOutcome;
import dev.costinsights.workspace.simulation.Truth;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Writes what a simulated company would show in its system tables, and nothing of the truth. */
final class SimulatedTables {
    static final String PRICE = "0.70";

    private static final String SKU = "ENTERPRISE_SERVERLESS_SQL_COMPUTE";
    private static final String ACCOUNT = "a-1";
    private static final String WORKSPACE = "101";
    private static final long HOUR = 3_600_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;

    private SimulatedTables(Path folder) {
        this.folder = folder;
    }

    static void write(Simulation simulation, Path folder) throws IOException {
        SimulatedTables tables = new SimulatedTables(folder);
        try (BufferedWriter usage = tables.open("billing/usage")) {
            for (Truth truth : simulation.truth()) {
                tables.line(usage, tables.usage(truth));
            }
        }
        try (BufferedWriter prices = tables.open("billing/list_prices")) {
            tables.line(prices, tables.price());
        }
        try (BufferedWriter history = tables.open("query/history")) {
            for (StatementOutcome statement : simulation.statements()) {
                tables.line(history, tables.statement(statement));
            }
        }
        try (BufferedWriter events = tables.open("compute/warehouse_events")) {
            for (ClusterChange change : simulation.changes()) {
                tables.line(events, tables.event(change));
            }
        }
    }

    private BufferedWriter open(String table) throws IOException {
        Path file = folder.resolve(table + ".jsonl");
        Files.createDirectories(file.getParent());
        return Files.newBufferedWriter(file);
    }

    private void line(BufferedWriter file, ObjectNode row) throws IOException {
        file.write(json.writeValueAsString(row));
        file.write('\n');
    }

    private ObjectNode row() {
        return json.createObjectNode().put("account_id", ACCOUNT).put("workspace_id", WORKSPACE);
    }

    private ObjectNode usage(Truth truth) {
        ObjectNode row = row().put("record_id", truth.warehouse() + "-" + truth.hourStart())
                .put("sku_name", SKU)
                .put("cloud", "AWS")
                .put("usage_start_time", time(truth.hourStart()))
                .put("usage_end_time", time(truth.hourStart() + HOUR))
                .put("usage_date", time(truth.hourStart()).substring(0, 10))
                .put("ingestion_date", time(truth.hourStart()).substring(0, 10))
                .put("usage_unit", "DBU")
                .put("usage_quantity", truth.quantity().toPlainString())
                .put("record_type", "ORIGINAL")
                .put("billing_origin_product", "SQL");
        row.putObject("usage_metadata").put("warehouse_id", truth.warehouse());
        return row;
    }

    private ObjectNode price() {
        ObjectNode row = json.createObjectNode()
                .put("price_start_time", "2020-01-01T00:00:00Z")
                .put("account_id", ACCOUNT)
                .put("sku_name", SKU)
                .put("cloud", "AWS")
                .put("currency_code", "USD")
                .put("usage_unit", "DBU");
        row.putObject("pricing").put("default", PRICE);
        return row;
    }

    private ObjectNode statement(StatementOutcome statement) {
        ObjectNode row = row().put("statement_id", statement.id())
                .put("executed_by", "someone@example.com")
                .put("execution_status", "FINISHED")
                .put("start_time", time(statement.arrival()))
                .put("end_time", time(statement.finish()))
                .put("update_time", time(statement.finish()))
                .put("total_duration_ms", statement.finish() - statement.arrival())
                .put("waiting_for_compute_duration_ms", statement.waitingForCompute())
                .put("waiting_at_capacity_duration_ms", statement.waitingAtCapacity())
                .put("compilation_duration_ms", statement.compilation())
                .put("execution_duration_ms", statement.execution())
                .put("result_fetch_duration_ms", statement.fetch())
                .put("total_task_duration_ms", statement.taskMillis())
                .put("from_result_cache", false);
        row.putObject("compute").put("type", "WAREHOUSE").put("warehouse_id", statement.warehouse());
        if (statement.asked() != null) {
            row.putObject("query_tags")
                    .put("dagster_snowflake_opaque_id", statement.asked())
                    .put("dagster_job_name", statement.job())
                    .put("dagster_run_id", statement.run());
        }
        return row;
    }

    private ObjectNode event(ClusterChange change) {
        return row().put("warehouse_id", change.warehouse())
                .put("event_type", change.event())
                .put("cluster_count", change.clusters())
                .put("event_time", time(change.time()));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
