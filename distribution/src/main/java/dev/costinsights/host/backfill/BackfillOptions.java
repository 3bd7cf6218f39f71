package dev.costinsights.host.backfill;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What to read.
 *
 * @param start first day of usage that is wanted
 * @param end day after the last
 * @param parallel how many slices at once
 * @param sliceTimeout how long one slice may take
 * @param settle a slice that was read this long after its day ended does not change any more
 * @param again read also what does not change any more
 */
public record BackfillOptions(
        LocalDate start, LocalDate end, int parallel, Duration sliceTimeout, Duration settle, boolean again) {

    public BackfillOptions {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("end " + end + " is not later than start " + start);
        }
    }
}
