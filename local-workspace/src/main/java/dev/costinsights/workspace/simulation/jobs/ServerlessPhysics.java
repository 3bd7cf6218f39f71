package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A job's run or a pipeline's update on serverless compute: each task gets compute of its own that grows while there is use
 * for it, and is billed for the work that it does, hour by hour.
 */
public final class ServerlessPhysics {
    private static final int MILLI_DBU_PER_CORE_HOUR = 300;
    private static final int FIRST_CORES = 8;
    private static final long GROWS_EVERY = 20_000;

    private final BilledFor billedFor;
    private final Rng rng;
    private final int milliDbu;
    private final long until;
    private final Map<Long, Account> hours = new TreeMap<>();

    ServerlessPhysics(BilledFor billedFor, Rng rng) {
        this(billedFor, rng, Long.MAX_VALUE);
    }

    /** @param until when all is cancelled, in milliseconds since 1970 */
    public ServerlessPhysics(Rng rng, long until) {
        this(BilledFor.NOTHING, rng, until);
    }

    private ServerlessPhysics(BilledFor billedFor, Rng rng, long until) {
        this.billedFor = billedFor;
        this.rng = rng;
        this.until = until;
        this.milliDbu = (int) (MILLI_DBU_PER_CORE_HOUR * rng.logNormal(1, 0.06));
    }

    /** Runs a piece of work and what waits for it. */
    public void run(Work first, long start) {
        Agenda agenda = new Agenda();
        first.asked = start;
        agenda.add(first);
        while (!agenda.isEmpty()) {
            Work work = agenda.take();
            work.begun = work.asked + 5_000 + rng.below(55_000);
            long now = work.begun;
            int cores = FIRST_CORES;
            for (Stage stage : work.stages) {
                long left = stage.coreMillis();
                while (left > 0) {
                    int used = Math.min(cores, stage.cores());
                    long millis = Math.min((left + used - 1) / used, GROWS_EVERY);
                    take(work, now, Math.min(until, now + millis), used);
                    left -= millis * used;
                    now += millis;
                    cores = used == cores && millis == GROWS_EVERY ? 2 * cores : cores;
                }
            }
            work.ended = Math.min(until, now);
            work.released().forEach(agenda::add);
        }
    }

    private void take(Work work, long from, long to, int cores) {
        for (long at = from; at < to; ) {
            long hour = Math.floorDiv(at, NodeMeter.HOUR) * NodeMeter.HOUR;
            long until = Math.min(to, hour + NodeMeter.HOUR);
            hours.computeIfAbsent(hour, key -> new Account()).give(work.id, (until - at) * cores * milliDbu);
            at = until;
        }
    }

    public List<UsageTruth> usage() {
        List<UsageTruth> usage = new ArrayList<>();
        hours.forEach((hour, account) -> usage.add(new UsageTruth(
                null, null, billedFor, hour, hour + NodeMeter.HOUR, account.whole(), 0, account.consumed())));
        return usage;
    }
}
