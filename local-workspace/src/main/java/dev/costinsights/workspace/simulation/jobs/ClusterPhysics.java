package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Rng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * One cluster through time, from event to event: it starts when it is asked, shares its cores fairly among what runs, gets
 * more workers when more could be used, loses them when they are too many, and ends when idle.
 */
final class ClusterPhysics {
    private static final int MILLI = 1_000;
    private static final long SCALE_OUT_AFTER = 30_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final ClusterSpec spec;
    private final Rng rng;
    private final NodeMeter meter;
    private final Agenda agenda = new Agenda();
    private final List<Work> waiting = new ArrayList<>();
    private final List<Work> running = new ArrayList<>();
    private boolean isUp;
    private int workers;
    private int ordered;
    private long clock;
    private long readyAt = NEVER;
    private long workersAt = NEVER;
    private long pressedSince = NEVER;
    private long roomySince = NEVER;
    private long idleSince = NEVER;

    ClusterPhysics(ClusterSpec spec, Rng rng, NodeMeter meter) {
        this.spec = spec;
        this.rng = rng;
        this.meter = meter;
    }

    void ask(Work work, long at) {
        work.asked = at;
        agenda.add(work);
    }

    /** Until all is done, and the cluster has ended. */
    void run() {
        clock = agenda.next();
        while (!agenda.isEmpty() || !running.isEmpty() || !waiting.isEmpty() || isUp) {
            long until = Math.max(clock, Math.min(agenda.next(), upcoming()));
            if (isUp) {
                meter.add(clock, until, workers, running);
            }
            advance(until - clock, until);
            while (agenda.next() <= clock) {
                waiting.add(agenda.take());
            }
            changeNodes();
            admit();
            share();
            watch();
        }
    }

    private long upcoming() {
        long soonest = Math.min(readyAt, workersAt);
        soonest = Math.min(soonest, after(pressedSince, SCALE_OUT_AFTER));
        soonest = Math.min(soonest, after(roomySince, spec.scaleInAfterMillis()));
        soonest = Math.min(soonest, after(idleSince, spec.autoTerminationMillis()));
        for (Work each : running) {
            soonest = Math.min(soonest, clock + each.millisLeft());
        }
        return soonest;
    }

    private static long after(long since, long millis) {
        return since == NEVER ? NEVER : since + millis;
    }

    private void advance(long millis, long now) {
        clock = now;
        for (Iterator<Work> each = running.iterator(); each.hasNext(); ) {
            Work work = each.next();
            if (work.progress(millis, now)) {
                each.remove();
                work.released().forEach(agenda::add);
            }
        }
    }

    private void changeNodes() {
        if (readyAt <= clock) {
            readyAt = NEVER;
            isUp = true;
            workers = spec.minWorkers();
        }
        if (workersAt <= clock) {
            workersAt = NEVER;
            workers += ordered;
        }
        if (after(pressedSince, SCALE_OUT_AFTER) <= clock && workersAt == NEVER) {
            ordered = (spec.maxWorkers() - workers + 1) / 2;
            workersAt = clock + 60_000 + rng.below(120_000);
            pressedSince = NEVER;
        }
        if (after(roomySince, spec.scaleInAfterMillis()) <= clock) {
            workers = Math.max(spec.minWorkers(), needed());
            roomySince = NEVER;
        }
        if (after(idleSince, spec.autoTerminationMillis()) <= clock && waiting.isEmpty()) {
            isUp = false;
            workersAt = NEVER;
        }
    }

    private void admit() {
        if (isUp) {
            for (Work each : waiting) {
                each.cluster = spec.id();
                each.begin(clock);
                running.add(each);
            }
            waiting.clear();
        } else if (!waiting.isEmpty() && readyAt == NEVER) {
            readyAt = clock + (long) rng.logNormal(210_000, 0.3);
        }
    }

    /** Everybody gets what he can use, but nobody more than another who could use more. */
    private void share() {
        List<Work> byWish = new ArrayList<>(running);
        byWish.sort(Comparator.comparingInt(Work::wanted));
        long room = (long) Math.max(1, workers) * spec.worker().cores() * MILLI;
        int others = byWish.size();
        for (Work each : byWish) {
            each.rate = (int) Math.max(1, Math.min(each.wanted(), room / others));
            room -= each.rate;
            others--;
        }
    }

    private int needed() {
        long wanted = 0;
        for (Work each : running) {
            wanted += each.wanted();
        }
        long ofOne = (long) spec.worker().cores() * MILLI;
        return (int) ((wanted + ofOne - 1) / ofOne);
    }

    private void watch() {
        int needed = needed();
        boolean isPressed = isUp && workersAt == NEVER && workers < spec.maxWorkers() && needed > workers;
        boolean isRoomy = isUp && workers > spec.minWorkers() && needed < workers;
        boolean isIdle = isUp && running.isEmpty();
        pressedSince = since(isPressed, pressedSince);
        roomySince = since(isRoomy, roomySince);
        idleSince = since(isIdle, idleSince);
    }

    private long since(boolean holds, long before) {
        return !holds ? NEVER : before == NEVER ? clock : before;
    }
}
