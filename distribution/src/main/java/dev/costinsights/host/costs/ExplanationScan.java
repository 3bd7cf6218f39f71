package dev.costinsights.host.costs;

import dev.costinsights.host.duckdb.DuckDb;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds in a ledger what an id stands for, and where its cost comes from. */
final class ExplanationScan {

    /** Where an id may stand, the narrowest first. */
    private static final List<String> COLUMNS =
            List.of("usage_record_id", "execution_id", "job_run_id", "update_id", "orchestrator_run", "opaque_id");

    private static final String CHARGE_ORDER = "ORDER BY abs(coalesce(list_cost, 0)) DESC, usage_record_id, part";

    private final LedgerDatabase ledger;
    private final Days days;
    private final String id;
    private final int top;

    ExplanationScan(LedgerDatabase ledger, Days days, String id, int top) {
        this.ledger = ledger;
        this.days = days;
        this.id = id;
        this.top = top;
    }

    Explanation run() {
        Optional<String> column = column();
        if (column.isEmpty()) {
            return Explanation.unknown(id);
        }
        String where = " WHERE " + column.get() + " = " + DuckDb.literal(id) + " AND " + days.sql("usage_date");
        ledger.keep("explained", "SELECT * FROM ledger" + where);
        ledger.keep(
                "charge_of_it",
                "SELECT l.usage_record_id, l.part, any_value(record_type) AS record_type, min(charge_start) AS charge_start, "
                        + "max(charge_end) AS charge_end, any_value(workspace_id) AS workspace_id, any_value(product) AS product, "
                        + "any_value(sku_name) AS sku_name, any_value(resource_type) AS resource_type, "
                        + "any_value(resource_id) AS resource_id, sum(quantity) AS quantity, any_value(usage_unit) AS usage_unit, "
                        + "any_value(currency) AS currency, sum(list_cost) AS list_cost, sum(effective_cost) AS effective_cost, "
                        + "any_value(price_source) AS price_source, any_value(status) AS status, count(*) AS row_count "
                        + "FROM ledger l SEMI JOIN explained e ON l.usage_record_id = e.usage_record_id AND l.part = e.part "
                        + "GROUP BY l.usage_record_id, l.part");
        return new Explanation(id, column, sums(), charges(), rows());
    }

    private Optional<String> column() {
        String counts = COLUMNS.stream()
                .map(column -> "count(*) FILTER (WHERE " + column + " = " + DuckDb.literal(id) + ')')
                .collect(Collectors.joining(", "));
        return ledger.list("SELECT " + counts + " FROM ledger WHERE " + days.sql("usage_date"), this::found)
                .get(0);
    }

    private Optional<String> found(ResultSet counts) throws SQLException {
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (counts.getLong(i + 1) > 0) {
                return Optional.of(COLUMNS.get(i));
            }
        }
        return Optional.empty();
    }

    private List<Explanation.Sum> sums() {
        return ledger.list(
                "SELECT coalesce(currency, '') AS c, count(*) AS rows, count(DISTINCT (usage_record_id, part)) AS charges, "
                        + "sum(list_cost) AS list_cost, sum(effective_cost) AS effective_cost FROM explained "
                        + "GROUP BY c ORDER BY c",
                row -> new Explanation.Sum(
                        row.getString("c"),
                        row.getLong("rows"),
                        row.getLong("charges"),
                        decimal(row, "list_cost"),
                        decimal(row, "effective_cost")));
    }

    private List<Explanation.Charge> charges() {
        return ledger.list(
                "SELECT * FROM charge_of_it " + CHARGE_ORDER + " LIMIT " + top,
                row -> new Explanation.Charge(
                        row.getString("usage_record_id"),
                        row.getInt("part"),
                        text(row, "record_type"),
                        instant(row, "charge_start"),
                        instant(row, "charge_end"),
                        text(row, "workspace_id"),
                        text(row, "product"),
                        text(row, "sku_name"),
                        text(row, "resource_type"),
                        text(row, "resource_id"),
                        row.getBigDecimal("quantity"),
                        text(row, "usage_unit"),
                        text(row, "currency"),
                        decimal(row, "list_cost"),
                        decimal(row, "effective_cost"),
                        text(row, "price_source"),
                        text(row, "status"),
                        row.getLong("row_count")));
    }

    private List<Explanation.Row> rows() {
        return ledger.list(
                "SELECT * FROM explained " + CHARGE_ORDER
                        + ", category, detail, execution_type, execution_id, quantity LIMIT " + top,
                row -> new Explanation.Row(
                        row.getString("usage_record_id"),
                        row.getInt("part"),
                        text(row, "category"),
                        text(row, "detail"),
                        text(row, "execution_type"),
                        text(row, "execution_id"),
                        text(row, "job_id"),
                        text(row, "job_run_id"),
                        text(row, "task_key"),
                        text(row, "principal"),
                        text(row, "orchestrator"),
                        text(row, "orchestrator_job"),
                        text(row, "orchestrator_run"),
                        text(row, "asset"),
                        text(row, "amount_basis"),
                        text(row, "identity_basis"),
                        row.getBigDecimal("quantity"),
                        text(row, "currency"),
                        decimal(row, "list_cost"),
                        decimal(row, "effective_cost"),
                        row.getBigDecimal("idle_cost"),
                        text(row, "flags")));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static Optional<BigDecimal> decimal(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBigDecimal(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
