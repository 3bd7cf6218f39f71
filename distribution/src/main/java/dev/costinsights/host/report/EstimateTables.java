package dev.costinsights.host.report;

import dev.costinsights.core.estimation.Estimates;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.host.estimate.Comparison;
import dev.costinsights.host.estimate.KeptEstimate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Estimates for people and programs. */
public final class EstimateTables {

    private EstimateTables() {}

    /** By type of execution: what was said before the bill, beside the bill. */
    public static Table kept(Map<Comparison.Group, Comparison.Sum> sums) {
        Table.Builder table = Table.of(
                "kept",
                "Estimates that a bill has replaced",
                "type",
                "currency",
                "executions",
                "estimated_cost",
                "billed_cost",
                "median_error",
                "nine_of_ten_within");
        sums.forEach((group, sum) -> table.row(
                Cell.text(group.type().name()),
                Cell.text(group.currency()),
                Cell.count(sum.errors().count()),
                Cell.money(sum.estimatedCost()),
                Cell.money(sum.billedCost()),
                Cell.share(sum.errors().median(), BigDecimal.ONE),
                Cell.share(sum.errors().ninth(), BigDecimal.ONE)));
        return table.build();
    }

    /** By kind of work: how far off estimates would have been, as parts of what was billed. */
    public static Table replayed(Map<EstimationKind, Estimates.Errors> errors) {
        Table.Builder table = Table.of(
                "replayed",
                "How far off estimates of all billed work would have been, recorded or not",
                "kind",
                "estimated_and_billed",
                "median_error",
                "nine_of_ten_within");
        errors.forEach((kind, error) -> table.row(
                Cell.text(kind == EstimationKind.WAREHOUSE ? "WAREHOUSE DAY" : kind.name()),
                Cell.count(error.count()),
                Cell.share(error.median(), BigDecimal.ONE),
                Cell.share(error.ninth(), BigDecimal.ONE)));
        return table.build();
    }

    /** Recorded executions of which no bill has come, with the number, what it rests on, or why there is none. */
    public static Table open(List<KeptEstimate> open) {
        Table.Builder table = Table.of(
                "open",
                "Not billed yet",
                "type",
                "id",
                "object",
                "opaque_id",
                "orchestrator_job",
                "quantity",
                "cost",
                "currency",
                "rests_on",
                "missing");
        for (KeptEstimate one : open) {
            table.row(
                    Cell.text(one.type().name()),
                    Cell.text(one.executionId()),
                    Cell.text(one.objectId()),
                    Cell.text(one.opaqueId()),
                    Cell.text(one.orchestratorJob()),
                    one.quantity().map(Cell::quantity).orElse(Cell.text(null)),
                    one.cost().map(Cell::money).orElse(Cell.text(null)),
                    Cell.text(one.currency()),
                    Cell.text(inputs(one)),
                    Cell.text(String.join("; ", one.missing())));
        }
        return table.build();
    }

    private static String inputs(KeptEstimate estimate) {
        return String.join(
                " ",
                estimate.inputs().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(input -> input.getKey() + "=" + input.getValue())
                        .toList());
    }
}
