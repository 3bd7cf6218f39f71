package dev.costinsights.workspace.tables;

/**
 * Cuts a run as the timeline tables do: into slices of at most an hour, at clock hours since 2026-01-19, before that at
 * hours counted from the run's own start. The last slice alone is terminal.
 */
public final class Slices {
    private static final long HOUR = 3_600_000;

    /** Receives the slices in order. */
    @FunctionalInterface
    public interface Visitor {
        void slice(long start, long end, boolean isTerminal);
    }

    private Slices() {}

    public static void cut(long start, long end, boolean isAligned, Visitor visitor) {
        long from = start;
        while (true) {
            long to = isAligned ? Math.floorDiv(from, HOUR) * HOUR + HOUR : from + HOUR;
            if (to >= end) {
                visitor.slice(from, end, true);
                return;
            }
            visitor.slice(from, to, false);
            from = to;
        }
    }
}
