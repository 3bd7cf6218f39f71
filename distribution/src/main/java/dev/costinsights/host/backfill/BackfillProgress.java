package dev.costinsights.host.backfill;

import dev.costinsights.host.run.Progress;
import java.util.Locale;

/** Says how far a backfill has come: rows, rate, slices, the table at hand and the time left. Thread-safe. */
final class BackfillProgress {

    private static final double NANOS = 1e9;

    private final Progress progress;
    private final long start = System.nanoTime();
    private long planned;
    private long done;

    BackfillProgress(Progress progress) {
        this.progress = progress;
        progress.phase("rows read");
    }

    synchronized void planned(long slices) {
        planned = slices;
    }

    /** A slice is in the store. */
    synchronized void done(String table, long rows) {
        done++;
        double seconds = Math.max(1e-3, (System.nanoTime() - start) / NANOS);
        long left = Math.round(seconds / done * (planned - done));
        progress.phase(String.format(
                Locale.ROOT,
                "rows (%,.0f/s), %,d of %,d slices, %s, about %d:%02d left",
                rows / seconds,
                done,
                planned,
                table,
                left / 60,
                left % 60));
        progress.reach(rows);
    }
}
