package dev.costinsights.core.estimation;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Work of which the bill has come.
 *
 * @param endMicros when it ended, which is when it could be estimated; microseconds since 1970
 * @param quantity that was billed, in the unit of its usage records
 */
public record BilledWork(EndedWork work, long endMicros, BigDecimal quantity) {

    public BilledWork {
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(quantity, "quantity");
    }
}
