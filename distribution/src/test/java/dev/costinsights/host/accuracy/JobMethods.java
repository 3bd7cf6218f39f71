package dev.costinsights.host.accuracy;

import dev.costinsights.workspace.simulation.jobs.CommandOutcome;
import dev.costinsights.workspace.simulation.jobs.JobCompany;
import dev.costinsights.workspace.simulation.jobs.RunOutcome;
import dev.costinsights.workspace.simulation.jobs.SimulatedJob.Compute;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each job run costs in DBU, and each command on a shared cluster, by the truth and by what others publish. Floating
 * point is good enough here: these are measured, not billed.
 */
final class JobMethods {
    private static final double DBU_PER_WALL_HOUR = 0.15;
    private static final double MICRO = 1_000_000;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final long HOUR = 3_600_000;
    /** Longer than any window, and since 1970. */
    private static final long WHOLE_WINDOW = 1L << 52;

    /** A stretch of a run or command on a cluster. */
    private record Stretch(String of, String cluster, long start, long end) {
        double millisBetween(long from, long to) {
            return Math.max(0, Math.min(end, to) - Math.max(start, from));
        }
    }

    private final JobCompany company;
    private final List<UsageTruth> usage;
    private final boolean commandsAreSeen;

    /** @param end of the window, in milliseconds since 1970: what is billed from then on does not count */
    JobMethods(JobCompany company, long end, boolean commandsAreSeen) {
        this.company = company;
        this.usage =
                company.usage().stream().filter(record -> record.start() < end).toList();
        this.commandsAreSeen = commandsAreSeen;
    }

    /** What each run took on compute of its own, all of which is its. */
    Map<String, Double> truthOnOwnCompute() {
        Map<String, Double> costs = new HashMap<>();
        for (UsageTruth record : usage) {
            if (record.run() != null) {
                costs.merge(record.run(), record.microDbu() / MICRO, Double::sum);
            }
        }
        return costs;
    }

    /** What each task's run took on compute of its job run, of starting up and ending as much as of the rest. */
    Map<String, Double> truthOfTasks() {
        Map<String, Double> costs = new HashMap<>();
        for (UsageTruth record : usage) {
            if (record.run() != null) {
                double whole = record.microDbu() / MICRO / (record.microDbu() - record.idle());
                record.consumed().forEach((id, micros) -> costs.merge(id, micros * whole, Double::sum));
            }
        }
        return costs;
    }

    /** What each run and each command really consumed of shared clusters. */
    Map<String, Double> truthOnSharedClusters() {
        Map<String, String> runs = runsOfTasks();
        Map<String, Double> costs = new HashMap<>();
        for (UsageTruth record : usage) {
            if (record.isShared()) {
                record.consumed()
                        .forEach((id, micros) -> costs.merge(runs.getOrDefault(id, id), micros / MICRO, Double::sum));
            }
        }
        return costs;
    }

    Map<String, String> runsOfTasks() {
        Map<String, String> runs = new HashMap<>();
        company.runs().forEach(run -> run.attempts()
                .forEach(attempt -> attempt.tasks().forEach(task -> runs.put(task.id(), run.id()))));
        return runs;
    }

    /** The Dagster extension's: wall hours times 0.15. */
    Map<String, Double> wallHours(boolean onSharedClusters) {
        Map<String, Double> costs = new HashMap<>();
        for (RunOutcome run : company.runs()) {
            if ((run.job().compute() == Compute.SHARED_CLUSTER) == onSharedClusters) {
                costs.put(run.id(), (run.end() - run.start()) / MILLIS_PER_HOUR * DBU_PER_WALL_HOUR);
            }
        }
        return costs;
    }

    /** Usage joined to the slices of the run's timeline that touch its hours, slice by slice. */
    Map<String, Double> joinWithSlices() {
        Map<String, List<UsageTruth>> byRun = new HashMap<>();
        usage.stream().filter(record -> record.run() != null).forEach(record -> byRun.computeIfAbsent(
                        record.run(), key -> new ArrayList<>())
                .add(record));
        Map<String, Double> costs = new HashMap<>();
        for (RunOutcome run : company.runs()) {
            for (RunOutcome.Attempt attempt : run.attempts()) {
                for (long from = attempt.start(); from < attempt.end(); ) {
                    long to = Math.min(attempt.end(), from / HOUR * HOUR + HOUR);
                    for (UsageTruth record : byRun.getOrDefault(run.id(), List.of())) {
                        if (record.start() >= from / HOUR * HOUR && record.start() < to / HOUR * HOUR + HOUR) {
                            costs.merge(run.id(), record.microDbu() / MICRO, Double::sum);
                        }
                    }
                    from = to;
                }
            }
        }
        return costs;
    }

    /** The share of a run in all durations of the report's window, of the cluster's whole bill. */
    Map<String, Double> windowShare() {
        return shares(WHOLE_WINDOW);
    }

    /** The share of a run in all running times of an hour, of the hour's whole bill; an hour without any is lost. */
    Map<String, Double> hourShare() {
        return shares(HOUR);
    }

    private Map<String, Double> shares(long length) {
        Map<String, Map<Long, Double>> bills = new HashMap<>();
        for (UsageTruth record : usage) {
            if (record.isShared()) {
                bills.computeIfAbsent(record.cluster().id(), key -> new HashMap<>())
                        .merge(record.start() / length, record.microDbu() / MICRO, Double::sum);
            }
        }
        Map<String, Map<Long, Double>> weights = new HashMap<>();
        List<Stretch> stretches = stretches();
        for (Stretch each : stretches) {
            for (long pool = each.start / length; pool <= each.end / length; pool++) {
                weights.computeIfAbsent(each.cluster, key -> new HashMap<>())
                        .merge(pool, each.millisBetween(pool * length, (pool + 1) * length), Double::sum);
            }
        }
        Map<String, Double> costs = new HashMap<>();
        for (Stretch each : stretches) {
            for (long pool = each.start / length; pool <= each.end / length; pool++) {
                double bill = bills.get(each.cluster).getOrDefault(pool, 0.0);
                double all = weights.get(each.cluster).get(pool);
                double own = each.millisBetween(pool * length, (pool + 1) * length);
                costs.merge(each.of, all == 0 ? 0 : bill * own / all, Double::sum);
            }
        }
        return costs;
    }

    private List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        for (RunOutcome run : company.runs()) {
            for (RunOutcome.Attempt attempt : run.attempts()) {
                if (run.job().compute() == Compute.SHARED_CLUSTER) {
                    String cluster = run.job().cluster().id();
                    stretches.add(new Stretch(run.id(), cluster, attempt.start(), attempt.end()));
                }
            }
        }
        for (CommandOutcome command : company.commands()) {
            if (commandsAreSeen) {
                stretches.add(new Stretch(command.id(), command.cluster(), command.asked(), command.end()));
            }
        }
        return stretches;
    }
}
