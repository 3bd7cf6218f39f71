package dev.costinsights.core.oracle;

import dev.costinsights.core.model.TimeSpan;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as the tests write them: {@code 10:20} on the day of the examples, or a whole {@code 2026-10-04T10:20}. */
public final class Time {

    /** The day that a bare time of day belongs to. */
    public static final String DAY = "2026-10-05";

    private Time() {}

    /** UTC microseconds since the epoch; seconds and their fraction may be left out. */
    public static long at(String text) {
        String whole = text.contains("T") ? text : DAY + "T" + text;
        return TimeSpan.micros(LocalDateTime.parse(whole).toInstant(ZoneOffset.UTC));
    }

    public static TimeSpan between(String start, String end) {
        return new TimeSpan(at(start), at(end));
    }
}
