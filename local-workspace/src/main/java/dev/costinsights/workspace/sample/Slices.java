package dev.costinsights.workspace.sample;

/**
 * Cuts a run as the timeline tables do: into slices of at most an hour, at clock hours since 2026-01-19, before that at
 * hours counted from the run's own start. The last slice alone is terminal.
 */
final class Slices {
    /** Receives the slices in order. */
    @FunctionalInterface
    interface Visitor {
        void slice(long start, long end, boolean isTerminal);
    }

    private Slices() {}

    static void cut(long start, long end, boolean isAligned, Visitor visitor) {
        long from = start;
        while (true) {
            long to = isAligned ? Window.hour(from) + Window.HOUR : from + Window.HOUR;
            if (to >= end) {
                visitor.slice(from, end, true);
                return;
            }
            visitor.slice(from, to, false);
            from = to;
        }
    }
}
