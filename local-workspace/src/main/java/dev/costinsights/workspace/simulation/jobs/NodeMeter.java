package dev.costinsights.workspace.simulation.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Bills a cluster's nodes from hour to hour while it is up; a driver of another type than the workers apart. */
final class NodeMeter {
    static final long HOUR = 3_600_000L;
    private final ClusterSpec spec;
    private final BilledFor billedFor;
    private final Consumer<UsageTruth> records;
    private final List<UsageTruth> usage = new ArrayList<>();
    private Account drivers = new Account();
    private Account workers = new Account();
    private long start;
    private long end = Long.MIN_VALUE;

    NodeMeter(ClusterSpec spec, BilledFor billedFor) {
        this.spec = spec;
        this.billedFor = billedFor;
        this.records = usage::add;
    }

    /** @param records hears of each record when it is over */
    NodeMeter(ClusterSpec spec, BilledFor billedFor, Consumer<UsageTruth> records) {
        this.spec = spec;
        this.billedFor = billedFor;
        this.records = records;
    }

    /** @param from when the cluster was up; never before the end of the last call */
    void add(long from, long to, int workerCount, List<Work> running) {
        for (long at = from; at < to; ) {
            long until = Math.min(to, Math.floorDiv(at, HOUR) * HOUR + HOUR);
            if (at != end || at % HOUR == 0) {
                close();
                start = at;
            }
            Account ofDriver = spec.driver().equals(spec.worker()) ? workers : drivers;
            ofDriver.divide((until - at) * spec.driver().milliDbuPerHour(), running);
            workers.divide((until - at) * spec.worker().milliDbuPerHour() * workerCount, running);
            end = until;
            at = until;
        }
    }

    /** When the record that is open is over at the latest; never when there is none. */
    long due() {
        return drivers.isEmpty() && workers.isEmpty() ? Long.MAX_VALUE : Math.floorDiv(start, HOUR) * HOUR + HOUR;
    }

    /** Hands over the record that is open, if there is one. */
    void close() {
        record(drivers, spec.driver());
        record(workers, spec.worker());
        drivers = new Account();
        workers = new Account();
    }

    private void record(Account account, NodeType type) {
        long whole = account.whole();
        if (whole > 0) {
            Map<String, Long> consumed = account.consumed();
            long busy = consumed.values().stream().mapToLong(Long::longValue).sum();
            records.accept(new UsageTruth(spec, type, billedFor, start, end, whole, whole - busy, consumed));
        }
    }

    List<UsageTruth> usage() {
        close();
        return usage;
    }
}
