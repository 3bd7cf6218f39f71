package dev.costinsights.host.report;

import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.host.costs.CostQuery;
import dev.costinsights.host.costs.CostReport;
import dev.costinsights.host.costs.Dimension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables in which costs are shown. Every table names its currency. */
public final class CostTables {

    private final CostReport report;
    private final CostQuery query;
    private final boolean hasIdleCost;

    public CostTables(CostReport report) {
        this.report = report;
        this.query = report.query();
        this.hasIdleCost = report.sums().stream().anyMatch(sum -> sum.idleCost().signum() != 0);
    }

    /** All of them, those that say something. */
    public List<Table> all() {
        List<Table> tables = new ArrayList<>(List.of(lines(), sums()));
        if (query.step() != null) {
            tables.add(periods());
        }
        if (!report.unpriced().isEmpty()) {
            tables.add(unpriced());
        }
        return tables;
    }

    private Table lines() {
        List<String> columns = new ArrayList<>();
        columns.add("currency");
        query.by().forEach(dimension -> columns.add(dimension.column()));
        columns.addAll(List.of("cost", "share"));
        if (query.versus() != null) {
            columns.addAll(List.of("before", "change"));
        }
        if (hasIdleCost) {
            columns.add("idle_cost");
        }
        columns.addAll(List.of("runs", "cost_per_run"));
        if (query.step() != null) {
            columns.add("trend");
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (CostReport.Sum sum : report.sums()) {
            report.lines().stream()
                    .filter(line -> line.currency().equals(sum.currency()))
                    .forEach(line -> rows.add(row(line, sum)));
        }
        return new Table("costs", title(), columns, rows);
    }

    private List<Cell> row(CostReport.Line line, CostReport.Sum sum) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.text(line.currency()));
        line.keys().forEach(key -> row.add(Cell.text(key)));
        row.add(Cell.money(line.cost()));
        row.add(Cell.share(line.cost(), sum.cost()));
        line.before().ifPresent(before -> row.addAll(List.of(Cell.money(before), Cell.change(line.cost(), before))));
        if (hasIdleCost) {
            row.add(Cell.money(line.idleCost()));
        }
        row.add(Cell.count(line.runs()));
        row.add(
                line.runs() == 0
                        ? Cell.nothing()
                        : Cell.money(line.cost()
                                .divide(BigDecimal.valueOf(line.runs()), Charge.COST_SCALE, RoundingMode.HALF_EVEN)));
        if (query.step() != null) {
            row.add(Cell.trend(line.costs()));
        }
        return row;
    }

    private String title() {
        return "Cost by "
                + query.by().stream()
                        .map(Dimension::column)
                        .collect(Collectors.joining(", "))
                        .replace('_', ' ')
                + ", " + query.days() + " (UTC), " + query.price().name().toLowerCase(Locale.ROOT) + " price"
                + query.before().map(days -> ", beside " + days).orElse("");
    }

    private Table sums() {
        List<String> columns = new ArrayList<>(List.of("currency", "cost"));
        if (query.versus() != null) {
            columns.addAll(List.of("before", "change"));
        }
        List<Category> categories =
                List.of(Category.DIRECT, Category.ALLOCATED, Category.IDLE, Category.OVERHEAD, Category.UNATTRIBUTED);
        categories.forEach(category -> columns.add(category.name().toLowerCase(Locale.ROOT)));
        columns.addAll(List.of("groups", "groups_not_shown", "cost_not_shown"));
        List<List<Cell>> rows = new ArrayList<>();
        for (CostReport.Sum sum : report.sums()) {
            List<CostReport.Line> shown = report.lines().stream()
                    .filter(line -> line.currency().equals(sum.currency()))
                    .toList();
            List<Cell> row = new ArrayList<>(List.of(Cell.text(sum.currency()), Cell.money(sum.cost())));
            sum.before().ifPresent(before -> row.addAll(List.of(Cell.money(before), Cell.change(sum.cost(), before))));
            categories.forEach(
                    category -> row.add(Cell.money(sum.categories().getOrDefault(category.name(), BigDecimal.ZERO))));
            row.add(Cell.count(sum.groups()));
            row.add(Cell.count(sum.groups() - shown.size()));
            row.add(Cell.money(shown.stream().map(CostReport.Line::cost).reduce(sum.cost(), BigDecimal::subtract)));
            rows.add(row);
        }
        return new Table("sums", "All of it", columns, rows);
    }

    private Table periods() {
        Table.Builder table =
                Table.of("periods", "By " + query.step().name().toLowerCase(Locale.ROOT), "currency", "from", "cost");
        for (CostReport.Sum sum : report.sums()) {
            for (int i = 0; i < report.periods().size(); i++) {
                table.row(
                        Cell.text(sum.currency()),
                        Cell.text(report.periods().get(i).toString()),
                        Cell.money(sum.costs().get(i)));
            }
        }
        return table.build();
    }

    private Table unpriced() {
        Table.Builder table = Table.of("unpriced", "Without a price, and in no cost", "sku_name", "unit", "quantity");
        report.unpriced()
                .forEach(usage -> table.row(
                        Cell.text(usage.skuName()), Cell.text(usage.unit()), Cell.quantity(usage.quantity())));
        return table.build();
    }
}
