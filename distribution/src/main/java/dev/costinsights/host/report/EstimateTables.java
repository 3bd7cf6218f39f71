package dev.costinsights.host.report;

import dev.costinsights.core.estimation.Estimate;
import dev.costinsights.core.estimation.Estimates;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.host.estimate.OpenEstimate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Estimates for people and programs. */
public final class EstimateTables {

    private EstimateTables() {}

    /** By kind of work: how far off estimates were, as parts of what was billed. */
    public static Table errors(Map<EstimationKind, Estimates.Errors> errors) {
        Table.Builder table = Table.of(
                "errors",
                "How far off estimates were",
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
    public static Table open(List<OpenEstimate> open) {
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
        for (OpenEstimate one : open) {
            table.row(
                    Cell.text(one.execution().type().name()),
                    Cell.text(one.execution().id()),
                    Cell.text(one.objectId()),
                    Cell.text(one.execution().context().opaqueId()),
                    Cell.text(one.execution().context().job()),
                    one.estimate()
                            .flatMap(Estimate::quantity)
                            .map(Cell::quantity)
                            .orElse(Cell.text(null)),
                    one.estimate().flatMap(Estimate::cost).map(Cell::money).orElse(Cell.text(null)),
                    Cell.text(one.estimate().map(Estimate::currency).orElse(null)),
                    Cell.text(one.estimate().map(EstimateTables::inputs).orElse(null)),
                    Cell.text(String.join("; ", one.missing())));
        }
        return table.build();
    }

    private static String inputs(Estimate estimate) {
        return String.join(
                " ",
                estimate.inputs().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(input -> input.getKey() + "=" + input.getValue())
                        .toList());
    }
}
