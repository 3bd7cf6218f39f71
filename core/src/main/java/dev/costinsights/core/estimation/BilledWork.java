package dev.costinsights.core.estimation;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Objects;

/**
 * Work of which the bill has come.
 *
 * @param endMicros when it ended, which is when it could be estimated; microseconds since 1970
 * @param quantity that was billed, in the unit of its usage records
 */
public record BilledWork(EndedWork work, long endMicros, BigDecimal quantity) {

    /** The oldest first; of those that ended together it is always the same one. */
    static final Comparator<BilledWork> BY_END = Comparator.comparingLong(BilledWork::endMicros)
            .thenComparing(billed -> billed.work().workspaceId())
            .thenComparing(billed -> billed.work().type())
            .thenComparing(billed -> billed.work().executionId());

    public BilledWork {
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(quantity, "quantity");
    }
}
