package dev.costinsights.workspace.simulation;

import dev.costinsights.workspace.company.Rng;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One warehouse through time, from event to event: it starts when it is asked, queues when its slots are full, shares its
 * clusters among what runs, scales out for a queue and in when half empty, and stops when idle. Time goes on with what is
 * submitted and with {@link #advance}; it never goes back. Milliseconds since 1970. Not thread-safe.
 */
public final class WarehousePhysics {
    /** Statements that a cluster runs at once. */
    public static final int SLOTS = 10;

    /** There is nothing to come. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int CLUSTER = 1000;
    private static final int CORES = 16;
    private static final long SCALE_IN_AFTER = 900_000;

    private final Rng rng;
    private final WarehouseLog log;
    private final List<Running> running = new ArrayList<>();
    private final ArrayDeque<Demand> queue = new ArrayDeque<>();
    private WarehouseSpec spec;
    private Meter meter;
    private int clusters;
    private long clock = Long.MIN_VALUE;
    private long startedAt;
    private long arriving = NEVER;
    private long roomySince = NEVER;
    private long idleSince = NEVER;

    public WarehousePhysics(WarehouseSpec spec, Rng rng, WarehouseLog log) {
        this.spec = spec;
        this.rng = rng;
        this.log = log;
        this.meter = new Meter(spec, log::metered);
    }

    /** A statement arrives; not before what arrived last. */
    public void submit(Demand demand) {
        reach(demand.arrival());
        queue.add(demand);
        react();
    }

    /** Lets everything happen that does until then. */
    public void advance(long until) {
        while (next() <= until) {
            pass(next());
            react();
        }
    }

    /** When something happens next by itself; {@link #NEVER} when it is off and has nothing to do. */
    public long next() {
        long soonest = Math.min(arriving, meter.due());
        if (roomySince != NEVER) {
            soonest = Math.min(soonest, roomySince + SCALE_IN_AFTER);
        }
        soonest = Math.min(soonest, stopsAt());
        for (Running each : running) {
            soonest = Math.min(soonest, clock + each.millisLeft());
        }
        return soonest;
    }

    /** Starts it when it is off, with nothing to do. */
    public void start(long now) {
        reach(now);
        if (clusters == 0 && arriving == NEVER) {
            order();
        }
        react();
    }

    /** Switches it off; what it runs or keeps waiting ends here. */
    public void stop(long now) {
        reach(now);
        List.copyOf(running).forEach(this::leave);
        List.copyOf(queue).forEach(this::leave);
        if (clusters > 0 || arriving != NEVER) {
            off();
        }
        react();
    }

    /** A statement goes no further; nothing happens when it has left already. */
    public void cancel(String id, long now) {
        reach(now);
        running.stream().filter(one -> one.demand.id().equals(id)).toList().forEach(this::leave);
        queue.stream().filter(demand -> demand.id().equals(id)).toList().forEach(this::leave);
        react();
    }

    /** A statement turns out to be wrong: it ends when it is compiled. Nothing happens when it has left already. */
    public void shorten(String id, long now) {
        reach(now);
        running.stream().filter(one -> one.demand.id().equals(id)).forEach(Running::shorten);
        queue.stream().filter(one -> one.id().equals(id)).toList().forEach(one -> {
            List<Demand> all = new ArrayList<>(queue);
            all.set(all.indexOf(one), one.withoutWork());
            queue.clear();
            queue.addAll(all);
        });
        react();
    }

    /** It is configured otherwise from now on. */
    public void configure(WarehouseSpec changed, long now) {
        reach(now);
        meter.close();
        meter = new Meter(changed, log::metered);
        spec = changed;
        if (clusters > 0) {
            scaleTo(Math.max(spec.minClusters(), Math.min(clusters, spec.maxClusters())));
        }
        react();
    }

    public int clusters() {
        return clusters;
    }

    /** It has been asked to start, and is not up yet. */
    public boolean isStarting() {
        return clusters == 0 && arriving != NEVER;
    }

    /** The ids of the statements that wait. */
    public Set<String> waiting() {
        return queue.stream().map(Demand::id).collect(Collectors.toUnmodifiableSet());
    }

    /** What happens before a moment happens, and the moment is now. */
    private void reach(long moment) {
        while (next() < moment) {
            pass(next());
            react();
        }
        pass(moment);
    }

    private void pass(long moment) {
        long until = Math.max(moment, clock);
        if (clock != Long.MIN_VALUE) {
            meter.add(clock, until, clusters, running);
            progress(until - clock, until);
        }
        clock = until;
        if (meter.due() <= clock) {
            meter.close();
        }
    }

    private void progress(long millis, long now) {
        for (Iterator<Running> each = running.iterator(); each.hasNext(); ) {
            Running one = each.next();
            if (one.progress(millis, now)) {
                each.remove();
                log.finished(outcome(one));
            }
        }
    }

    private StatementOutcome outcome(Running one) {
        Demand demand = one.demand;
        long waited = one.begun - demand.arrival();
        double reported = rng.logNormal(one.executed() * (double) CORES / CLUSTER, 0.15);
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
                one.worked());
    }

    private void leave(Running one) {
        running.remove(one);
        one.stop(clock);
        log.finished(outcome(one));
    }

    private void leave(Demand demand) {
        queue.remove(demand);
        Running one = begin(demand);
        one.stop(clock);
        log.finished(outcome(one));
    }

    private void react() {
        changeClusters();
        admit();
        share();
        watch();
    }

    private void changeClusters() {
        if (arriving <= clock) {
            arriving = NEVER;
            boolean isFirst = clusters == 0;
            clusters = isFirst ? spec.minClusters() : clusters + 1;
            startedAt = isFirst ? clock : startedAt;
            change(isFirst ? "RUNNING" : "SCALED_UP");
        }
        if (roomySince != NEVER && roomySince + SCALE_IN_AFTER <= clock && queue.isEmpty()) {
            roomySince = NEVER;
            scaleTo(clusters - 1);
        }
        if (stopsAt() <= clock && queue.isEmpty()) {
            off();
        }
    }

    /** Never, when it is set to. */
    private long stopsAt() {
        return idleSince == NEVER || spec.autoStopMillis() == 0 ? NEVER : idleSince + spec.autoStopMillis();
    }

    private void scaleTo(int wanted) {
        if (wanted != clusters) {
            boolean isMore = wanted > clusters;
            clusters = wanted;
            change(isMore ? "SCALED_UP" : "SCALED_DOWN");
        }
    }

    private void off() {
        clusters = 0;
        arriving = NEVER;
        change("STOPPED");
    }

    private void admit() {
        while (!queue.isEmpty() && running.size() < clusters * SLOTS) {
            running.add(begin(queue.remove()));
        }
        if (!queue.isEmpty() && arriving == NEVER && clusters < spec.maxClusters()) {
            order();
        }
    }

    private void order() {
        arriving = clock + spec.startMillis();
        if (clusters == 0) {
            change("STARTING");
        }
    }

    private Running begin(Demand demand) {
        Running one = new Running(demand, clock);
        long up = clusters == 0 ? clock : Math.min(clock, startedAt);
        one.waitedForCompute = Math.max(0, up - demand.arrival());
        return one;
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

    private void watch() {
        boolean isIdle = clusters > 0 && running.isEmpty();
        idleSince = !isIdle ? NEVER : idleSince == NEVER ? clock : idleSince;
        boolean isRoomy = clusters > spec.minClusters() && running.size() * 2 <= (clusters - 1) * SLOTS;
        roomySince = !isRoomy ? NEVER : roomySince == NEVER ? clock : roomySince;
    }

    private void change(String event) {
        log.changed(new ClusterChange(spec.id(), clock, event, clusters));
    }
}
