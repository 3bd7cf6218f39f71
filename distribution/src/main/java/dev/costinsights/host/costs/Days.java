package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Whole days of usage, UTC.
 *
 * @param first of them
 * @param end the day after the last one
 */
public record Days(LocalDate first, LocalDate end) {

    /** @throws CostInsightsException when there is none */
    public Days {
        if (!first.isBefore(end)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the end " + end + " is not later than the start " + first + "; swap or correct");
        }
    }

    public LocalDate last() {
        return end.minusDays(1);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(first) && day.isBefore(end);
    }

    /** How many. */
    public long count() {
        return ChronoUnit.DAYS.between(first, end);
    }

    /** From the earlier of two first days to the later of two last ones. */
    Days with(Days other) {
        return new Days(first.isBefore(other.first) ? first : other.first, end.isAfter(other.end) ? end : other.end);
    }

    String sql(String date) {
        return date + " >= DATE '" + first + "' AND " + date + " < DATE '" + end + '\'';
    }

    @Override
    public String toString() {
        return first + " to " + last();
    }
}
