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

    /**
     * Microseconds since the epoch; anything finer is dropped. Of an instant farther away than a long can say, some 292,000
     * years, the end of time on its side: {@link #FOREVER} or {@link Long#MIN_VALUE}.
     */
    public static long micros(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds >= FOREVER / SECOND) {
            return FOREVER;
        }
        // A span of nanoseconds, which the library would count in, ends in the year 2262.
        return seconds <= Long.MIN_VALUE / SECOND ? Long.MIN_VALUE : seconds * SECOND + instant.getNano() / 1000;
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
