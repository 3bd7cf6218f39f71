package dev.costinsights.workspace.simulation;

import dev.costinsights.workspace.company.Rng;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One warehouse through time, from event to event: it starts when it is asked, queues when its slots are full, shares its
 * clusters among what runs, scales out for a queue and in when half empty, and stops when idle.
 */
final class WarehousePhysics {
    static final int SLOTS = 10;
    private static final int CLUSTER = 1000;
    private static final int CORES = 16;
    private static final long SCALE_IN_AFTER = 900_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final WarehouseSpec spec;
    private final Rng rng;
    private final Meter meter;
    private final List<ClusterChange> changes = new ArrayList<>();
    private final List<StatementOutcome> outcomes = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();
    private final ArrayDeque<Demand> queue = new ArrayDeque<>();
    private int clusters;
    private long clock;
    private long startedAt;
    private long arriving = NEVER;
    private long roomySince = NEVER;
    private long idleSince = NEVER;

    WarehousePhysics(WarehouseSpec spec, Rng rng) {
        this.spec = spec;
        this.rng = rng;
        this.meter = new Meter(spec);
    }

    /** @param demands by time of arrival */
    void run(List<Demand> demands) {
        Iterator<Demand> coming = demands.iterator();
        Demand next = coming.hasNext() ? coming.next() : null;
        long now = next == null ? 0 : next.arrival();
        while (next != null || !running.isEmpty() || !queue.isEmpty() || clusters > 0) {
            long until = Math.max(now, Math.min(next == null ? NEVER : next.arrival(), upcoming()));
            meter.add(now, until, clusters, running);
            advance(until - now, until);
            now = until;
            while (next != null && next.arrival() <= now) {
                queue.add(next);
                next = coming.hasNext() ? coming.next() : null;
            }
            changeClusters(now);
            admit(now);
            share();
            watch(now);
        }
    }

    private long upcoming() {
        long soonest = arriving;
        if (roomySince != NEVER) {
            soonest = Math.min(soonest, roomySince + SCALE_IN_AFTER);
        }
        if (idleSince != NEVER) {
            soonest = Math.min(soonest, idleSince + spec.autoStopMillis());
        }
        long left = NEVER;
        for (Running each : running) {
            left = Math.min(left, each.millisLeft());
        }
        return left == NEVER ? soonest : Math.min(soonest, clock + left);
    }

    private void advance(long millis, long now) {
        clock = now;
        for (Iterator<Running> each = running.iterator(); each.hasNext(); ) {
            Running one = each.next();
            if (one.progress(millis, now)) {
                each.remove();
                outcomes.add(outcome(one));
            }
        }
    }

    private StatementOutcome outcome(Running one) {
        Demand demand = one.demand;
        long waited = one.begun - demand.arrival();
        double reported = rng.logNormal(demand.executeWork() * (double) CORES / CLUSTER, 0.15);
        return new StatementOutcome(
                demand.id(),
                spec.id(),
                demand.asked(),
                demand.job(),
                demand.run(),
                demand.arrival(),
                one.waitedForCompute,
                waited - one.waitedForCompute,
                one.phaseEnd[0] - one.begun,
                one.phaseEnd[1] - one.phaseEnd[0],
                one.phaseEnd[2] - one.phaseEnd[1],
                (long) reported,
                demand.compileWork() + demand.executeWork() + demand.fetchWork());
    }

    private void changeClusters(long now) {
        if (arriving <= now) {
            arriving = NEVER;
            boolean isFirst = clusters == 0;
            clusters = isFirst ? spec.minClusters() : clusters + 1;
            startedAt = isFirst ? now : startedAt;
            change(now, isFirst ? "RUNNING" : "SCALED_UP");
        }
        if (roomySince != NEVER && roomySince + SCALE_IN_AFTER <= now && queue.isEmpty()) {
            clusters--;
            roomySince = NEVER;
            change(now, "SCALED_DOWN");
        }
        if (idleSince != NEVER && idleSince + spec.autoStopMillis() <= now && queue.isEmpty()) {
            clusters = 0;
            arriving = NEVER;
            change(now, "STOPPED");
        }
    }

    private void admit(long now) {
        while (!queue.isEmpty() && running.size() < clusters * SLOTS) {
            Running one = new Running(queue.remove(), now);
            one.waitedForCompute = Math.max(0, Math.min(now, startedAt) - one.demand.arrival());
            running.add(one);
        }
        if (!queue.isEmpty() && arriving == NEVER && clusters < spec.maxClusters()) {
            arriving = now + spec.startMillis();
            if (clusters == 0) {
                change(now, "STARTING");
            }
        }
    }

    private void share() {
        long wanted = 0;
        for (Running each : running) {
            wanted += each.wanted();
        }
        long room = (long) clusters * CLUSTER;
        for (Running each : running) {
            each.rate = wanted <= room ? each.wanted() : (int) Math.max(1, each.wanted() * room / wanted);
        }
    }

    private void watch(long now) {
        boolean isIdle = clusters > 0 && running.isEmpty();
        idleSince = !isIdle ? NEVER : idleSince == NEVER ? now : idleSince;
        boolean isRoomy = clusters > spec.minClusters() && running.size() * 2 <= (clusters - 1) * SLOTS;
        roomySince = !isRoomy ? NEVER : roomySince == NEVER ? now : roomySince;
    }

    private void change(long now, String event) {
        changes.add(new ClusterChange(spec.id(), now, event, clusters));
    }

    List<ClusterChange> changes() {
        return changes;
    }

    List<StatementOutcome> outcomes() {
        return outcomes;
    }

    List<Truth> truth() {
        return meter.records();
    }
}
