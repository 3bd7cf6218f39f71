package dev.costinsights.host.costs;

/** With what days costs are compared. */
public enum Versus {
    /** As many days right before. */
    PREVIOUS,
    /** The same days a week earlier. */
    WEEK,
    /** A month earlier. */
    MONTH,
    /** A year earlier. */
    YEAR;

    Days of(Days days) {
        return switch (this) {
            case PREVIOUS -> new Days(days.first().minusDays(days.count()), days.first());
            case WEEK -> new Days(days.first().minusWeeks(1), days.end().minusWeeks(1));
            case MONTH -> new Days(days.first().minusMonths(1), days.end().minusMonths(1));
            case YEAR -> new Days(days.first().minusYears(1), days.end().minusYears(1));
        };
    }
}
