package dev.costinsights.workspace.simulation;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.PriceRows;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowProducer;
import dev.costinsights.workspace.tables.RowWriter;
import dev.costinsights.workspace.tables.SystemTables;
import dev.costinsights.workspace.tables.TableFile;
import dev.costinsights.workspace.tables.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a company's warehouses would show in its system tables, and nothing of the truth. */
public final class WarehouseTables {
    private static final Workspace WORKSPACE = Company.WORKSPACES.get(0);
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long MINUTE = 60_000;
    private static final long CREATED = 20_000 * DAY;

    private final Billing billing;
    private final Map<String, WarehouseSpec> warehouses;

    private WarehouseTables(Simulation simulation, Billing billing) {
        this.billing = billing;
        this.warehouses = simulation.warehouses().stream().collect(Collectors.toMap(WarehouseSpec::id, spec -> spec));
    }

    /** By path, e.g. {@code billing/usage}. */
    public static Map<String, RowProducer> of(Simulation simulation, Billing billing) {
        WarehouseTables tables = new WarehouseTables(simulation, billing);
        Map<String, RowProducer> producers = new LinkedHashMap<>();
        producers.put("billing/usage", rows -> simulation.truth().forEach(truth -> tables.usage(rows, truth)));
        producers.put("query/history", rows -> simulation.statements().forEach(each -> tables.statement(rows, each)));
        producers.put("compute/warehouses", rows -> simulation.warehouses().forEach(spec -> warehouse(rows, spec)));
        producers.put("compute/warehouse_events", rows -> simulation.changes().forEach(change -> event(rows, change)));
        return producers;
    }

    /** Writes all of them and the price list as files. */
    public static void write(Simulation simulation, Billing billing, Path folder) throws IOException, SQLException {
        Map<String, RowProducer> tables = of(simulation, billing);
        tables.put("billing/list_prices", rows -> PriceRows.list(billing.prices(), rows));
        for (Map.Entry<String, RowProducer> table : tables.entrySet()) {
            new TableFile(folder, SystemTables.table(table.getKey()), TableFormat.JSONL)
                    .write(table.getValue(), written -> {});
        }
    }

    /** Every row that the bill of the warehouses will have. */
    public static void bills(Simulation simulation, Billing billing, Consumer<Billing.Row> bill) {
        WarehouseTables tables = new WarehouseTables(simulation, billing);
        simulation.truth().forEach(truth -> tables.bills(truth).forEach(bill));
    }

    private List<Billing.Row> bills(Truth truth) {
        String record = truth.warehouse() + '-' + truth.hourStart();
        return billing.rows(record, truth.hourStart() + HOUR, truth.quantity());
    }

    private void usage(RowWriter rows, Truth truth) {
        WarehouseSpec spec = warehouses.get(truth.warehouse());
        String features = new Json()
                .open()
                .field("sql_tier", "PRO")
                .field("is_serverless", spec.isServerless())
                .field("is_photon", true)
                .close();
        long start = truth.hourStart();
        for (Billing.Row bill : bills(truth)) {
            rows.set("account_id", Company.ACCOUNT_ID)
                    .set("workspace_id", WORKSPACE.id())
                    .set("record_id", bill.recordId())
                    .set("sku_name", spec.sku().name())
                    .set("cloud", WORKSPACE.cloud())
                    .setTime("usage_start_time", start)
                    .setTime("usage_end_time", start + HOUR)
                    .set("usage_date", start / DAY)
                    .set("custom_tags", "{}")
                    .set("usage_unit", "DBU")
                    .set("usage_quantity", bill.quantity())
                    .set(
                            "usage_metadata",
                            Json.object(
                                    "warehouse_id",
                                    spec.id(),
                                    "node_type",
                                    spec.size().nodeType()))
                    .set("identity_metadata", Json.object("owned_by", spec.owner()))
                    .set("record_type", bill.recordType())
                    .set("ingestion_date", bill.ingested() / DAY)
                    .set("billing_origin_product", "SQL")
                    .set("product_features", features)
                    .set("usage_type", "COMPUTE_TIME")
                    .end();
        }
    }

    private void statement(RowWriter rows, StatementOutcome statement) {
        int choice = Math.floorMod(statement.id().hashCode(), 1 << 16);
        List<String> askers = statement.asked() == null ? Company.PEOPLE : Company.SERVICE_PRINCIPALS;
        String who = askers.get(choice % askers.size());
        String tags = statement.asked() == null
                ? null
                : Json.object(
                        "dagster_snowflake_opaque_id",
                        statement.asked(),
                        "dagster_job_name",
                        statement.job(),
                        "dagster_run_id",
                        statement.run());
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", WORKSPACE.id())
                .set("statement_id", statement.id())
                .set("executed_by", who)
                .set("execution_status", "FINISHED")
                .set("compute", Json.object("type", "WAREHOUSE", "warehouse_id", statement.warehouse()))
                .set("statement_text", "SELECT * FROM mart." + Names.MODELS.get(choice % Names.MODELS.size()))
                .set("statement_type", "SELECT")
                .set("client_application", statement.asked() == null ? "Databricks SQL Dashboard" : "Dagster")
                .set("total_duration_ms", statement.finish() - statement.arrival())
                .set("waiting_for_compute_duration_ms", statement.waitingForCompute())
                .set("waiting_at_capacity_duration_ms", statement.waitingAtCapacity())
                .set("execution_duration_ms", statement.execution())
                .set("compilation_duration_ms", statement.compilation())
                .set("total_task_duration_ms", statement.taskMillis())
                .set("result_fetch_duration_ms", statement.fetch())
                .setTime("start_time", statement.arrival())
                .setTime("end_time", statement.finish())
                .setTime("update_time", statement.finish())
                .set("from_result_cache", false)
                .set("executed_as", who)
                .set("query_tags", tags)
                .end();
    }

    private static void warehouse(RowWriter rows, WarehouseSpec spec) {
        rows.set("warehouse_id", spec.id())
                .set("workspace_id", WORKSPACE.id())
                .set("account_id", Company.ACCOUNT_ID)
                .set("warehouse_name", spec.name())
                .set("warehouse_type", spec.isServerless() ? "SERVERLESS" : "PRO")
                .set("warehouse_channel", "CURRENT")
                .set("warehouse_size", spec.size().label())
                .set("min_clusters", spec.minClusters())
                .set("max_clusters", spec.maxClusters())
                .set("auto_stop_minutes", spec.autoStopMillis() / MINUTE)
                .set("tags", "{}")
                .setTime("change_time", CREATED)
                .set("created_by", spec.owner())
                .end();
    }

    private static void event(RowWriter rows, ClusterChange change) {
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", WORKSPACE.id())
                .set("warehouse_id", change.warehouse())
                .set("event_type", change.event())
                .set("cluster_count", change.clusters())
                .setTime("event_time", change.time())
                .end();
    }
}
