package dev.costinsights.workspace.sample;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The time that a sample covers, half-open, in milliseconds since 1970 UTC.
 *
 * @param start midnight of the first day
 * @param end midnight after the last day
 */
record Window(long start, long end) {
    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    static Window of(SampleOptions options) {
        return new Window(options.start().toEpochDay() * DAY, options.end().toEpochDay() * DAY);
    }

    int days() {
        return (int) ((end - start) / DAY);
    }

    int hours() {
        return (int) ((end - start) / HOUR);
    }

    /** Midnight of a day, counted from 0. */
    long day(int day) {
        return start + day * DAY;
    }

    boolean contains(long time) {
        return time >= start && time < end;
    }

    /** Is the day a Saturday or a Sunday? */
    boolean isWeekend(int day) {
        return LocalDate.ofEpochDay(day(day) / DAY).getDayOfWeek().getValue() >= 6;
    }

    /** A day, as days since 1970. */
    static long date(long time) {
        return Math.floorDiv(time, DAY);
    }

    /** The beginning of the clock hour. */
    static long hour(long time) {
        return Math.floorDiv(time, HOUR) * HOUR;
    }

    /** Milliseconds of a moment, e.g. {@code 2025-04-30T23:59:59Z}. */
    static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
