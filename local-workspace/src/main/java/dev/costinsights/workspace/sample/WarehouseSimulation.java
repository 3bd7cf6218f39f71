package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import java.util.PriorityQueue;

/**
 * One warehouse over the window. Statements arrive by the profile's hours, take one of ten slots of each cluster, wait
 * when there is none, and so drive the states: a stopped warehouse starts, a full one scales up, a half-empty one scales
 * down, one without work stops after auto-stop. Deterministic, and holds the arrivals of one day at a time.
 */
final class WarehouseSimulation {
    private static final int SLOTS = 10;
    /** One warehouse in so many has a statement from before the window and one that runs past its end. */
    private static final int SPILLING = 10;

    private static final long SCALE_DOWN_PATIENCE = 3 * Window.MINUTE;
    private static final long SHUTDOWN = 4 * Window.SECOND;
    private static final long STARTED_BEFORE = 20 * Window.DAY;

    private final Warehouse warehouse;
    private final Window window;
    private final long seed;
    private final WarehouseListener listener;

    /** When the statements in the slots will be done. */
    private final PriorityQueue<Long> ends = new PriorityQueue<>();

    private final Statement statement = new Statement();
    private int clusters;
    private long startedAt;
    /** When the last cluster came or went; ahead of time while one is starting. */
    private long scaledAt;

    private long lastActivity;

    WarehouseSimulation(Warehouse warehouse, Window window, long seed, WarehouseListener listener) {
        this.warehouse = warehouse;
        this.window = window;
        this.seed = seed;
        this.listener = listener;
    }

    void run() {
        if (warehouse.neverStops()) {
            clusters = 1;
            listener.state("RUNNING", 1, window.start() - STARTED_BEFORE);
        }
        long weights = 0;
        for (int day = 0; day < window.days(); day++) {
            weights += weight(day);
        }
        long before = 0;
        for (int day = 0; day < window.days(); day++) {
            long after = before + weight(day);
            int arrivals = (int) (warehouse.statements() * after / weights - warehouse.statements() * before / weights);
            before = after;
            runDay(day, arrivals);
        }
        advance(Long.MAX_VALUE / 2);
    }

    private int weight(int day) {
        return window.isWeekend(day) ? warehouse.profile().weekendPercent() : 100;
    }

    private void runDay(int day, int count) {
        Rng rng = Rng.of(seed, "traffic", warehouse.index(), day);
        long[] arrivals = Arrivals.ofDay(rng, warehouse.profile(), window.day(day), count);
        boolean spillsIn = day == 0 && warehouse.index() % SPILLING == 0;
        boolean spillsOut = day == window.days() - 1 && warehouse.index() % SPILLING == 0;
        if (spillsIn && count > 0) {
            arrivals[0] = window.start() - 2 * Window.HOUR;
        }
        for (int i = 0; i < count; i++) {
            statement.start = arrivals[i];
            StatementShapes.draw(rng, statement);
            if (spillsIn && i == 0) {
                StatementShapes.stretch(statement, 5 * Window.HOUR);
            }
            if (spillsOut && i == count - 1) {
                StatementShapes.stretch(statement, 6 * Window.HOUR);
            }
            serve();
            listener.statement(statement);
            statement.ordinal++;
        }
    }

    /** Finds a slot for the statement and sets how long it waits for it. */
    private void serve() {
        long arrival = statement.start;
        advance(arrival);
        if (clusters == 0) {
            start(arrival);
        }
        long computeAt = Math.max(arrival, startedAt);
        long slotAt = computeAt;
        boolean isFull = ends.size() >= SLOTS * clusters;
        if (isFull && clusters < warehouse.maxClusters() && arrival >= startedAt && arrival >= scaledAt) {
            clusters++;
            scaledAt = arrival + (warehouse.isServerless() ? 8 : 90) * Window.SECOND;
            listener.state("SCALED_UP", clusters, scaledAt);
        }
        if (ends.size() >= SLOTS * (clusters - 1)) {
            // The slot is on the newest cluster.
            slotAt = Math.max(slotAt, scaledAt);
        }
        while (ends.size() >= SLOTS * clusters) {
            slotAt = Math.max(slotAt, ends.poll());
        }
        statement.waitingForCompute = computeAt - arrival;
        statement.waitingAtCapacity = slotAt - computeAt;
        ends.add(statement.activeEnd());
    }

    private void start(long time) {
        clusters = warehouse.minClusters();
        startedAt = time + (warehouse.isServerless() ? 6 : 210) * Window.SECOND;
        scaledAt = startedAt;
        lastActivity = startedAt;
        listener.state("STARTING", clusters, time);
        listener.state("RUNNING", clusters, startedAt);
    }

    /** Everything that happens without a new statement, until {@code time}. */
    private void advance(long time) {
        while (!ends.isEmpty() && ends.peek() <= time) {
            lastActivity = ends.poll();
            boolean isHalfEmpty = ends.size() * 10 < SLOTS * (clusters - 1) * 7;
            if (clusters > warehouse.minClusters() && isHalfEmpty && lastActivity >= scaledAt + SCALE_DOWN_PATIENCE) {
                clusters--;
                scaledAt = lastActivity;
                listener.state("SCALED_DOWN", clusters, lastActivity);
            }
        }
        long stopAt = Math.max(lastActivity, scaledAt) + warehouse.autoStopMinutes() * Window.MINUTE;
        if (ends.isEmpty() && clusters > 0 && !warehouse.neverStops() && stopAt + SHUTDOWN < time) {
            listener.state("STOPPING", clusters, stopAt);
            clusters = 0;
            listener.state("STOPPED", 0, stopAt + SHUTDOWN);
        }
    }
}
