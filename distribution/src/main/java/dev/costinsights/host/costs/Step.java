package dev.costinsights.host.costs;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the periods are into which a window is divided. */
public enum Step {
    DAY,
    /** From Monday. */
    WEEK,
    MONTH;

    /** The first days of the periods that a window touches; that of the first may lie before the window. */
    List<LocalDate> periods(LocalDate first, LocalDate end) {
        List<LocalDate> periods = new ArrayList<>();
        for (LocalDate day = start(first); day.isBefore(end); day = next(day)) {
            periods.add(day);
        }
        return periods;
    }

    /** The first day of a day's period. */
    private LocalDate start(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    private LocalDate next(LocalDate day) {
        return switch (this) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.plusWeeks(1);
            case MONTH -> day.plusMonths(1);
        };
    }

    /** The first day of the period of a date, in SQL. */
    String sql(String date) {
        return "CAST(date_trunc('" + name().toLowerCase(Locale.ROOT) + "', " + date + ") AS DATE)";
    }
}
