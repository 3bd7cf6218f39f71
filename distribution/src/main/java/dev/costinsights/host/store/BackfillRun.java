package dev.costinsights.host.store;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A run of the backfill.
 *
 * @param ended null while it runs, or when it was killed
 * @param first first day of the window
 * @param last last day of the window
 * @param outcome RUNNING, DONE, PARTIAL or FAILED
 * @param slices that were read, or known without that to hold what they held
 * @param changed slices that held something else than before
 * @param failed slices that could not be read
 * @param rows that came
 */
public record BackfillRun(
        long id,
        Instant started,
        Instant ended,
        LocalDate first,
        LocalDate last,
        String outcome,
        String message,
        long slices,
        long changed,
        long failed,
        long rows) {}
