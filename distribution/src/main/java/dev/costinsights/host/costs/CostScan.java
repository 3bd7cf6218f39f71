package dev.costinsights.host.costs;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers one question for costs from a ledger. */
final class CostScan {

    private static final String DATE = "usage_date";

    /** What tells one run from another: the orchestrator's, else the job's or pipeline's, else the execution itself. */
    private static final String RUN = "coalesce(orchestrator_run, job_run_id, update_id, execution_id)";

    private final LedgerDatabase ledger;
    private final CostQuery query;
    private final List<LocalDate> periods;
    private final String keys;
    private final String now;
    private final String chosen;
    private final String cost;

    CostScan(LedgerDatabase ledger, CostQuery query) {
        this.ledger = ledger;
        this.query = query;
        this.periods = query.step() == null
                ? List.of()
                : query.step().periods(query.days().first(), query.days().end());
        this.keys = keys("k");
        this.now = query.days().sql(DATE);
        this.chosen =
                query.filters().stream().map(filter -> " AND " + filter.sql()).collect(Collectors.joining());
        this.cost = query.price().column();
    }

    CostReport run() {
        ledger.keep("cost_group", groups());
        ledger.keep("cost_line", lines());
        Map<Integer, List<BigDecimal>> ofLines = periods.isEmpty() ? Map.of() : costsOfLines();
        List<CostReport.Line> lines = ledger.list("SELECT * FROM cost_line ORDER BY line", row -> line(row, ofLines));
        return new CostReport(query, periods, lines, sums(), unpriced());
    }

    /** All groups, each with what it costs and cost; not those that there are no longer and that cost nothing then. */
    private String groups() {
        String before = query.before().map(days -> days.sql(DATE)).orElse("false");
        return "SELECT currency, " + columns() + ", coalesce(sum(" + cost + ") FILTER (WHERE " + now
                + "), 0) AS cost, coalesce(sum(" + cost + ") FILTER (WHERE " + before
                + "), 0) AS before, coalesce(sum(idle_cost) FILTER (WHERE " + now
                + "), 0) AS idle_cost, count(DISTINCT "
                + RUN + ") FILTER (WHERE " + now + ") AS runs FROM ledger WHERE currency IS NOT NULL AND (" + now
                + " OR "
                + before + ')' + chosen + " GROUP BY currency, " + keys + " HAVING count(*) FILTER (WHERE " + now
                + ") > 0 OR before <> 0";
    }

    private String lines() {
        String order =
                (query.order() == CostQuery.Order.CHANGE ? "abs(cost - before) DESC, " : "") + "cost DESC, " + keys;
        return "SELECT *, row_number() OVER (ORDER BY currency, " + order + ") AS line FROM cost_group "
                + "QUALIFY row_number() OVER (PARTITION BY currency ORDER BY " + order + ") <= " + query.top();
    }

    private CostReport.Line line(ResultSet row, Map<Integer, List<BigDecimal>> ofLines) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < query.by().size(); i++) {
            values.add(row.getString("k" + i));
        }
        return new CostReport.Line(
                row.getString("currency"),
                values,
                row.getBigDecimal("cost"),
                before(row),
                row.getBigDecimal("idle_cost"),
                row.getLong("runs"),
                ofLines.getOrDefault(row.getInt("line"), noCosts()));
    }

    private Map<Integer, List<BigDecimal>> costsOfLines() {
        Map<Integer, List<BigDecimal>> costs = new HashMap<>();
        String same = IntStream.range(0, query.by().size())
                .mapToObj(i -> " AND cost_line.k" + i + " = r.k" + i)
                .collect(Collectors.joining());
        ledger.each(
                "SELECT line, period, sum(r.cost) FROM (SELECT currency, " + columns() + ", "
                        + query.step().sql(DATE) + " AS period, " + cost
                        + " AS cost FROM ledger WHERE currency IS NOT NULL AND "
                        + now + chosen + ") r JOIN cost_line ON cost_line.currency = r.currency" + same
                        + " GROUP BY line, period",
                row -> put(
                        costs.computeIfAbsent(row.getInt(1), line -> noCosts()), row.getDate(2), row.getBigDecimal(3)));
        return costs;
    }

    private List<CostReport.Sum> sums() {
        Map<String, Map<String, BigDecimal>> categories = new HashMap<>();
        String rows = " FROM ledger WHERE currency IS NOT NULL AND " + now + chosen;
        ledger.each(
                "SELECT currency, category, sum(" + cost + ')' + rows + " GROUP BY currency, category",
                row -> categories
                        .computeIfAbsent(row.getString(1), currency -> new TreeMap<>())
                        .put(row.getString(2), row.getBigDecimal(3)));
        Map<String, List<BigDecimal>> costs = new HashMap<>();
        if (query.step() != null) {
            ledger.each(
                    "SELECT currency, " + query.step().sql(DATE) + " AS period, sum(" + cost + ')' + rows
                            + " GROUP BY currency, period",
                    row -> put(
                            costs.computeIfAbsent(row.getString(1), currency -> noCosts()),
                            row.getDate(2),
                            row.getBigDecimal(3)));
        }
        return ledger.list(
                "SELECT currency, count(*) AS groups, sum(cost) AS cost, sum(before) AS before, "
                        + "sum(idle_cost) AS idle_cost FROM cost_group GROUP BY currency ORDER BY currency",
                row -> new CostReport.Sum(
                        row.getString("currency"),
                        row.getLong("groups"),
                        row.getBigDecimal("cost"),
                        before(row),
                        row.getBigDecimal("idle_cost"),
                        categories.getOrDefault(row.getString("currency"), Map.of()),
                        costs.getOrDefault(row.getString("currency"), noCosts())));
    }

    private List<CostReport.Unpriced> unpriced() {
        return ledger.list(
                "SELECT coalesce(sku_name, '') AS sku, coalesce(usage_unit, '') AS unit, sum(quantity) FROM ledger "
                        + "WHERE category = 'UNPRICED' AND " + now + chosen + " GROUP BY sku, unit ORDER BY sku, unit",
                row -> new CostReport.Unpriced(row.getString(1), row.getString(2), row.getBigDecimal(3)));
    }

    private Optional<BigDecimal> before(ResultSet row) throws SQLException {
        return query.versus() == null ? Optional.empty() : Optional.of(row.getBigDecimal("before"));
    }

    private void put(List<BigDecimal> costs, Date period, BigDecimal value) {
        costs.set(periods.indexOf(period.toLocalDate()), value);
    }

    private List<BigDecimal> noCosts() {
        return new ArrayList<>(Collections.nCopies(periods.size(), BigDecimal.ZERO));
    }

    /** The dimensions under the names that {@link #keys} uses. */
    private String columns() {
        return IntStream.range(0, query.by().size())
                .mapToObj(i -> "coalesce(" + query.by().get(i).column() + ", '') AS k" + i)
                .collect(Collectors.joining(", "));
    }

    private String keys(String prefix) {
        return IntStream.range(0, query.by().size()).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }
}
