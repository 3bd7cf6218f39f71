package dev.costinsights.workspace.sample;

import java.util.BitSet;

/**
 * What a warehouse is billed for: cluster-milliseconds per clock hour of the window, folded from its states; and which
 * hours saw a statement at work.
 */
final class ClusterHours implements WarehouseListener {
    private final Window window;
    private final long[] clusterMillis;
    private final BitSet busy = new BitSet();
    private int clusters;
    private long since;

    ClusterHours(Window window) {
        this.window = window;
        this.clusterMillis = new long[window.hours()];
        this.since = window.start();
    }

    static ClusterHours of(Warehouse warehouse, Window window, long seed) {
        ClusterHours hours = new ClusterHours(window);
        new WarehouseSimulation(warehouse, window, seed, hours).run();
        hours.add(window.end());
        return hours;
    }

    /** Cluster-milliseconds in an hour of the window, counted from 0. */
    long clusterMillis(int hour) {
        return clusterMillis[hour];
    }

    boolean isBusy(int hour) {
        return busy.get(hour);
    }

    long totalClusterMillis() {
        long total = 0;
        for (long millis : clusterMillis) {
            total += millis;
        }
        return total;
    }

    @Override
    public void statement(Statement statement) {
        long from = Math.max(statement.activeStart(), window.start());
        long to = Math.min(statement.activeEnd(), window.end());
        if (from < to) {
            busy.set(hourOf(from), hourOf(to - 1) + 1);
        }
    }

    @Override
    public void state(String event, int clustersAfter, long time) {
        add(Math.min(time, window.end()));
        clusters = clustersAfter;
        since = Math.max(since, Math.min(time, window.end()));
    }

    private void add(long until) {
        for (long from = since; from < until && clusters > 0; ) {
            long to = Math.min(until, Window.hour(from) + Window.HOUR);
            clusterMillis[hourOf(from)] += clusters * (to - from);
            from = to;
        }
    }

    private int hourOf(long time) {
        return (int) ((time - window.start()) / Window.HOUR);
    }
}
