package dev.costinsights.core.estimation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an execution will probably cost, with everything that the number rests on. Without a number when something is
 * unknown, which {@code missing} then names.
 *
 * @param quantity in the unit of the usage record, or empty
 * @param cost at list price, or empty; also empty where only the price is unknown
 * @param currency of the cost, or null
 * @param missing what is unknown; empty when there are both numbers
 */
public record Estimate(
        EndedWork work,
        Optional<BigDecimal> quantity,
        Optional<BigDecimal> cost,
        String currency,
        Map<String, String> inputs,
        List<String> missing) {

    public Estimate {
        inputs = Map.copyOf(inputs);
        missing = List.copyOf(missing);
    }
}
