package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * Rows of billing.attributed_usage, the provider's own split of warehouse records, for one warehouse in four: of each
 * hour in which a statement was at work, four fifths of the quantity in proportion to the statements' time in it.
 */
final class AttributedUsageRows {
    private static final int ONE_IN = 4;
    private static final BigDecimal ACTIVE = new BigDecimal("0.8");

    private final Window window;
    private final long seed;
    private final RowWriter rows;

    AttributedUsageRows(Window window, long seed, RowWriter rows) {
        this.window = window;
        this.seed = seed;
        this.rows = rows;
    }

    void write(List<Warehouse> fleet, Map<Warehouse, ClusterHours> hours) {
        for (Warehouse warehouse : fleet) {
            if (warehouse.index() % ONE_IN == 1) {
                long[] active = new long[window.hours()];
                simulate(warehouse, (ordinal, start, end, hour, millis) -> active[hour] += millis);
                simulate(warehouse, (ordinal, start, end, hour, millis) -> {
                    long billed = hours.get(warehouse).clusterMillis(hour);
                    if (billed > 0) {
                        BigDecimal share = WarehouseUsage.quantity(warehouse, billed)
                                .multiply(ACTIVE)
                                .multiply(BigDecimal.valueOf(millis))
                                .divide(BigDecimal.valueOf(active[hour]), 18, RoundingMode.FLOOR);
                        row(warehouse, ordinal, start, end, hour, share);
                    }
                });
            }
        }
    }

    /** A statement's active time in one clock hour. */
    @FunctionalInterface
    private interface Overlap {
        void of(long ordinal, long start, long end, int hour, long millis);
    }

    private void simulate(Warehouse warehouse, Overlap overlap) {
        new WarehouseSimulation(warehouse, window, seed, new WarehouseListener() {
                    @Override
                    public void statement(Statement statement) {
                        long end = Math.min(statement.activeEnd(), window.end());
                        for (long from = Math.max(statement.activeStart(), window.start()); from < end; ) {
                            long to = Math.min(end, Window.hour(from) + Window.HOUR);
                            int hour = (int) ((from - window.start()) / Window.HOUR);
                            overlap.of(statement.ordinal, from, to, hour, to - from);
                            from = to;
                        }
                    }
                })
                .run();
    }

    private void row(Warehouse warehouse, long ordinal, long start, long end, int hour, BigDecimal quantity) {
        String statementId = StatementRows.statementId(seed, warehouse, ordinal);
        rows.set(
                        "record_id",
                        Rng.of(seed, "attributed", warehouse.index(), ordinal, hour)
                                .uuid())
                .set("usage_metadata", Json.object("dbsql_statement_id", statementId, "warehouse_id", warehouse.id()))
                .set("identity_metadata", "{}")
                .setTime("start_time", start)
                .setTime("end_time", end)
                .set("usage_date", Window.date(start))
                .set("usage_unit", warehouse.sku().unit())
                .set("active_usage_quantity", quantity)
                .set("granular_tags", "{}")
                .set("usage_record_ids", Json.array(List.of(WarehouseUsage.recordId(seed, warehouse, hour))))
                .set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", warehouse.workspace().id())
                .set("sku_name", warehouse.sku().name())
                .set("cloud", warehouse.workspace().cloud())
                .set("billing_origin_product", "SQL")
                .set("custom_tags", Json.map(warehouse.tags()))
                .end();
    }
}
