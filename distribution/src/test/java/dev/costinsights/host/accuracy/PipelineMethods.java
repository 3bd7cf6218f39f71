package dev.costinsights.host.accuracy;

import dev.costinsights.workspace.simulation.jobs.JobCompany;
import dev.costinsights.workspace.simulation.jobs.UpdateOutcome;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What each update of a pipeline costs in DBU, by the truth and by what others publish. Floating point is good enough here:
 * these are measured, not billed.
 */
final class PipelineMethods {
    private static final double DBU_PER_WALL_HOUR = 0.15;
    private static final double MICRO = 1_000_000;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final long HOUR = 3_600_000;
    /** Longer than any window, and since 1970. */
    private static final long WHOLE_WINDOW = 1L << 52;

    private final List<UpdateOutcome> updates;
    private final List<UsageTruth> usage;

    /** @param end of the window, in milliseconds since 1970: what is billed from then on does not count */
    PipelineMethods(JobCompany company, long end) {
        this.usage = company.usage().stream()
                .filter(record -> record.billedFor().pipeline() != null && record.start() < end)
                .toList();
        this.updates = company.updates().stream()
                .filter(update -> update.start() < end)
                .toList();
    }

    /** What each update took on compute of its own, all of which is its. */
    Map<String, Double> truthOfUpdates() {
        return truth(record -> record.billedFor().update());
    }

    /** What each maintenance took. */
    Map<String, Double> truthOfMaintenance() {
        return truth(record -> record.billedFor().maintenance());
    }

    private Map<String, Double> truth(Function<UsageTruth, String> of) {
        Map<String, Double> costs = new HashMap<>();
        for (UsageTruth record : usage) {
            if (of.apply(record) != null) {
                costs.merge(of.apply(record), record.microDbu() / MICRO, Double::sum);
            }
        }
        return costs;
    }

    /** Sums of updates' costs by the opaque id of who really asked for them. */
    Map<String, Double> byWhoAsked(Map<String, Double> costs) {
        Map<String, Double> asked = new HashMap<>();
        for (UpdateOutcome update : updates) {
            if (update.asked() != null) {
                asked.merge(update.asked(), costs.getOrDefault(update.id(), 0.0), Double::sum);
            }
        }
        return asked;
    }

    /** The Dagster extension's: wall hours times 0.15. */
    Map<String, Double> wallHours() {
        Map<String, Double> costs = new HashMap<>();
        updates.forEach(update ->
                costs.put(update.id(), (update.end() - update.start()) / MILLIS_PER_HOUR * DBU_PER_WALL_HOUR));
        return costs;
    }

    /** An update's share of all durations of its pipeline in the report's window, of the pipeline's whole bill. */
    Map<String, Double> windowShare() {
        return shares(WHOLE_WINDOW);
    }

    /** An update's share of all running time of its pipeline in an hour, of the hour's whole bill. */
    Map<String, Double> hourShare() {
        return shares(HOUR);
    }

    private Map<String, Double> shares(long length) {
        Map<String, Double> bills = new HashMap<>();
        for (UsageTruth record : usage) {
            String pool = pool(record.billedFor().pipeline().id(), record.start() / length);
            bills.merge(pool, record.microDbu() / MICRO, Double::sum);
        }
        Map<String, Double> times = new HashMap<>();
        updates.forEach(update -> eachPool(update, length, (pool, millis) -> times.merge(pool, millis, Double::sum)));
        Map<String, Double> costs = new HashMap<>();
        updates.forEach(update -> eachPool(update, length, (pool, millis) -> {
            if (times.get(pool) > 0) {
                double part = bills.getOrDefault(pool, 0.0) * millis / times.get(pool);
                costs.merge(update.id(), part, Double::sum);
            }
        }));
        return costs;
    }

    @FunctionalInterface
    private interface PoolVisitor {
        void visit(String pool, double millis);
    }

    private static void eachPool(UpdateOutcome update, long length, PoolVisitor visitor) {
        for (long index = update.start() / length; index <= update.end() / length; index++) {
            long from = Math.max(update.start(), index * length);
            long to = Math.min(update.end(), (index + 1) * length);
            visitor.visit(pool(update.pipeline().id(), index), (double) (to - from));
        }
    }

    private static String pool(String pipeline, long index) {
        return pipeline + '/' + index;
    }
}
