package dev.costinsights.core.oracle;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the engine made of a bill.
 *
 * @param rows in the order in which the engine gave them out
 */
public record Ledger(List<LedgerRow> rows, AttributionResult result) {

    public Ledger {
        rows = List.copyOf(rows);
    }

    /** Attributes what several sources bring together, each of them a bill. */
    public static Ledger of(AttributionOptions options, Bill... sources) {
        CostInsights.Builder builder = CostInsights.builder();
        for (int i = 0; i < sources.length; i++) {
            builder.install(new BillSource("bill-" + i, sources[i]));
        }
        List<LedgerRow> rows = new ArrayList<>();
        try (CostInsights insights = builder.build()) {
            AttributionResult result = insights.attribute(options, rows::add);
            return new Ledger(rows, result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while attributing", e);
        }
    }

    public List<LedgerRow> rows(String usageRecordId) {
        return rows.stream()
                .filter(row -> row.charge().usageRecordId().equals(usageRecordId))
                .toList();
    }

    /** The only row of an execution. */
    public LedgerRow row(String executionId) {
        return only(rows.stream()
                .filter(row -> Objects.equals(row.executionId(), executionId))
                .toList());
    }

    /** The only row. */
    public LedgerRow row() {
        return only(rows);
    }

    /** A line for each row: category, detail, execution and list cost, e.g. {@code ALLOCATED STATEMENT s1 12.5}. */
    public List<String> shares() {
        return rows.stream().map(Ledger::share).toList();
    }

    public List<String> shares(String usageRecordId) {
        return rows(usageRecordId).stream().map(Ledger::share).toList();
    }

    private static String share(LedgerRow row) {
        return Stream.of(
                        row.category(),
                        row.detail(),
                        row.executionType(),
                        row.executionId(),
                        plain(row.listCost(), Charge.COST_SCALE))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    /** A measure as a person writes it. */
    public static String plain(Int128 units, int scale) {
        BigDecimal value = units.toDecimal(scale).stripTrailingZeros();
        return value.signum() == 0 ? "0" : value.toPlainString();
    }

    private LedgerRow only(List<LedgerRow> found) {
        if (found.size() != 1) {
            throw new AssertionError("expected one row, found " + found.size() + " in " + shares());
        }
        return found.get(0);
    }
}
