package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.Config;
import dev.costinsights.host.config.HostKeys;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What is asked of a backfill.
 *
 * @param start first day of usage that is wanted, UTC
 * @param end the day after the last one
 * @param parallel how many slices are read at once
 * @param overlap how many of the newest days of arrival are read again each time: rows still come
 * @param lookBack how far before the window evidence is read, and how long after its day it may still come or change
 */
public record BackfillOptions(LocalDate start, LocalDate end, int parallel, int overlap, int lookBack) {

    private static final int MOST_PARALLEL = 64;

    public BackfillOptions {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
    }

    public static BackfillOptions of(LocalDate start, LocalDate end, Config host) {
        return new BackfillOptions(
                start,
                end,
                (int) host.integer(HostKeys.BACKFILL_PARALLEL, 4, 1, MOST_PARALLEL),
                days(host, HostKeys.BACKFILL_OVERLAP, 3),
                days(host, HostKeys.BACKFILL_LOOK_BACK, 8));
    }

    private static int days(Config host, String key, int fallback) {
        return (int) Math.max(1, host.duration(key, Duration.ofDays(fallback)).toDays());
    }
}
