package dev.costinsights.core.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A half-open interval {@code [start, end)} in UTC, in microseconds since the epoch.
 *
 * <p>An end before the start is allowed, because bills contain such records and nothing may be lost: such a span has
 * length 0 and overlaps nothing.
 *
 * @param startMicros first microsecond that belongs to the span
 * @param endMicros first microsecond that no longer belongs to it; {@link #FOREVER} for a span without an end
 */
public record TimeSpan(long startMicros, long endMicros) {

    /** The end of a span that has none; later than every real time. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** Microseconds in a second. */
    public static final long SECOND = 1_000_000L;

    public static TimeSpan of(Instant start, Instant end) {
        return new TimeSpan(micros(start), micros(end));
    }

    /** Microseconds since the epoch; anything finer is dropped. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The instant at a number of microseconds since the epoch. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Length in microseconds, never negative. */
    public long length() {
        return Math.max(0, endMicros - startMicros);
    }

    public boolean isEmpty() {
        return endMicros <= startMicros;
    }

    public boolean contains(long micros) {
        return startMicros <= micros && micros < endMicros;
    }
}
