package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Rng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * One cluster through time, from event to event: it starts when it is asked, shares its cores fairly among what runs, gets
 * more workers when more could be used, loses them when they are too many, and ends when idle. Time goes on with
 * {@link #advance} and never goes back. Milliseconds since 1970. Not thread-safe.
 */
public final class ClusterPhysics {
    /** There is nothing to come. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int MILLI = 1_000;
    private static final long SCALE_OUT_AFTER = 30_000;

    private final ClusterSpec spec;
    private final Rng rng;
    private final NodeMeter meter;
    private final ClusterLog log;
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

    public ClusterPhysics(ClusterSpec spec, Rng rng, ClusterLog log) {
        this.spec = spec;
        this.rng = rng;
        this.meter = new NodeMeter(spec, BilledFor.NOTHING, log::metered);
        this.log = log;
    }

    ClusterPhysics(ClusterSpec spec, Rng rng, NodeMeter meter) {
        this.spec = spec;
        this.rng = rng;
        this.meter = meter;
        this.log = ClusterLog.NONE;
    }

    /** Work comes at a moment that is not past. */
    public void ask(Work work, long at) {
        work.asked = at;
        agenda.add(work);
    }

    /** Until all is done, and the cluster has ended. */
    void run() {
        while (next() != NEVER) {
            pass(next());
        }
    }

    /** Lets everything happen that does until then. */
    public void advance(long until) {
        while (next() <= until) {
            pass(next());
        }
    }

    /** When something happens next by itself; {@link #NEVER} when it has ended and has nothing to do. */
    public long next() {
        return Math.min(agenda.next(), Math.min(upcoming(), meter.due()));
    }

    /** Starts it when it is off, with nothing to do. */
    public void start(long now) {
        reach(now);
        order();
        watch();
    }

    /** Ends it, and with it whatever it has to do. */
    public void stop(long now) {
        reach(now);
        List<Work> left = new ArrayList<>(running);
        left.addAll(waiting);
        while (!agenda.isEmpty()) {
            left.add(agenda.take());
        }
        left.forEach(this::leave);
        if (isUp || readyAt != NEVER) {
            end();
        }
        watch();
    }

    /** A piece of work goes no further; nothing happens when it is done. */
    public void cancel(Work work, long now) {
        reach(now);
        if (running.contains(work) || waiting.contains(work)) {
            leave(work);
            share();
            watch();
        }
    }

    public boolean isUp() {
        return isUp;
    }

    public boolean isStarting() {
        return readyAt != NEVER;
    }

    private void leave(Work work) {
        running.remove(work);
        waiting.remove(work);
        work.stop(clock);
        log.ended(work);
    }

    private void end() {
        isUp = false;
        readyAt = NEVER;
        workersAt = NEVER;
        meter.close();
        log.down(clock);
    }

    private void reach(long moment) {
        while (next() < moment) {
            pass(next());
        }
        pass(moment);
    }

    private void pass(long moment) {
        long until = Math.max(clock, moment);
        if (isUp) {
            meter.add(clock, until, workers, running);
        }
        progress(until - clock, until);
        while (agenda.next() <= clock) {
            waiting.add(agenda.take());
        }
        changeNodes();
        admit();
        share();
        watch();
        if (meter.due() <= clock) {
            meter.close();
        }
    }

    private long upcoming() {
        long soonest = Math.min(readyAt, workersAt);
        soonest = Math.min(soonest, after(pressedSince, SCALE_OUT_AFTER));
        soonest = Math.min(soonest, after(roomySince, spec.scaleInAfterMillis()));
        soonest = Math.min(soonest, endsAt());
        for (Work each : running) {
            soonest = Math.min(soonest, clock + each.millisLeft());
        }
        return soonest;
    }

    /** Never, when it is set to. */
    private long endsAt() {
        return spec.autoTerminationMillis() == 0 ? NEVER : after(idleSince, spec.autoTerminationMillis());
    }

    private static long after(long since, long millis) {
        return since == NEVER ? NEVER : since + millis;
    }

    private void progress(long millis, long now) {
        clock = now;
        for (Iterator<Work> each = running.iterator(); each.hasNext(); ) {
            Work work = each.next();
            if (work.progress(millis, now)) {
                each.remove();
                work.released().forEach(agenda::add);
                log.ended(work);
            }
        }
    }

    private void changeNodes() {
        if (readyAt <= clock) {
            readyAt = NEVER;
            isUp = true;
            workers = spec.minWorkers();
            log.up(clock);
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
        if (endsAt() <= clock && waiting.isEmpty()) {
            end();
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
        } else if (!waiting.isEmpty()) {
            order();
        }
    }

    private void order() {
        if (!isUp && readyAt == NEVER) {
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
