package dev.costinsights.host.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says on stderr how far a long run has come: on a terminal one line that changes, elsewhere a line every ten seconds.
 * Runs that are over in two seconds say nothing. Thread-safe.
 */
public final class Progress implements AutoCloseable {

    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final Duration REPORT = Duration.ofSeconds(10);
    private static final int BATCH = 4_096;

    private final PrintWriter err;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private final AtomicLong count = new AtomicLong();
    private final Thread ticker;
    private volatile String phase = "";
    private volatile double part;
    private boolean lineOpen;

    private Progress(PrintWriter err, boolean terminal, boolean shown) {
        this.err = err;
        this.terminal = terminal;
        this.ticker = new Thread(this::tick, "progress");
        ticker.setDaemon(true);
        if (shown) {
            ticker.start();
        }
    }

    /**
     * @param terminal whether lines can be overwritten
     * @param shown false for no output at all
     */
    public static Progress on(PrintWriter err, boolean terminal, boolean shown) {
        return new Progress(err, terminal, shown);
    }

    /** Counts for nobody: where something larger is counted already. */
    static Progress hidden() {
        return new Progress(null, false, false);
    }

    /** Starts counting something else, e.g. {@code rows read}. */
    public void phase(String whatIsCounted) {
        count.set(0);
        phase = whatIsCounted;
        part = 0;
    }

    /** The same, with how much of the whole is done, from which the time left follows; keeps the count. */
    public void phase(String whatIsCounted, long done, long whole) {
        phase = whatIsCounted;
        part = whole <= 0 ? 0 : (double) done / whole;
    }

    /** Counts to an absolute number. */
    public void reach(long number) {
        count.set(number);
    }

    /** A counter for one thread: cheap enough for every row. */
    public Counter counter() {
        return new Counter();
    }

    /** Ends the line, if one is being written. */
    @Override
    public void close() {
        ticker.interrupt();
        try {
            ticker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (lineOpen) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    /** Adds to the progress's count in batches. One thread. */
    public final class Counter {
        private int pending;

        /** One more. */
        public void step() {
            if (++pending == BATCH) {
                count.addAndGet(BATCH);
                pending = 0;
            }
        }
    }

    private void tick() {
        try {
            Thread.sleep(SILENCE.toMillis());
            while (true) {
                show();
                Thread.sleep((terminal ? REDRAW : REPORT).toMillis());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void show() {
        if (phase.isEmpty()) {
            // Nothing is counted yet.
            return;
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        String line = String.format(Locale.ROOT, "%d:%02d  %,d %s", seconds / 60, seconds % 60, count.get(), phase);
        if (part > 0) {
            long left = Math.round(seconds * (1 - part) / part);
            line += String.format(
                    Locale.ROOT,
                    ", %,d a second, %d:%02d left",
                    count.get() / Math.max(1, seconds),
                    left / 60,
                    left % 60);
        }
        if (terminal) {
            err.print("\r" + line + "\u001b[K");
            lineOpen = true;
        } else {
            err.println(line);
        }
        err.flush();
    }
}
