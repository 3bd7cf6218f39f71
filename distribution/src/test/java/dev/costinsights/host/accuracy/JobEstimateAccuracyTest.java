package dev.costinsights.host.accuracy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.estimation.Estimates;
import dev.costinsights.core.estimation.Replay;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.estimate.BilledWorks;
import dev.costinsights.host.estimate.WholeWorks;
import dev.costinsights.workspace.simulation.Billing;
import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.jobs.JobCompany;
import dev.costinsights.workspace.simulation.jobs.JobTables;
import dev.costinsights.workspace.simulation.jobs.RunOutcome;
import dev.costinsights.workspace.simulation.jobs.SimulatedJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How far estimates of job runs are off the bill after a week of bills; prints the rows of docs/accuracy.md. */
final class JobEstimateAccuracyTest {
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final int DAYS = Integer.getInteger("costinsights.days", 10);
    private static final int JOBS = Integer.getInteger("costinsights.jobs", 100);
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int MICROS_PER_MILLI = 1_000;
    private static final long SECOND_MILLIS = 1_000;
    private static final int CALIBRATION_DAYS = 7;
    private static final double MOST = 0.10;

    private static final String ALL = "all runs";
    private static final String WORKSPACE = "6051921418418893";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = "BUSY", mode = EnumSource.Mode.EXCLUDE)
    void runs_are_estimated_by_a_week_of_bills(Profile profile) throws Exception {
        SimulationPlan plan = new SimulationPlan(SEED, DAYS, JOBS, Accuracy.END, profile);
        JobCompany company = JobCompany.of(plan);
        JobTables.write(company, Billing.of(plan), folder);
        TimeSpan window = TimeSpan.of(Accuracy.END.minus(Duration.ofDays(DAYS)), Accuracy.END);
        BilledWorks works = new BilledWorks();
        Map<String, RunOutcome> runs = new HashMap<>();
        for (RunOutcome run : company.runs()) {
            runs.put(run.id(), run);
            for (RunOutcome.Attempt attempt : run.attempts()) {
                works.jobRun(slice(run, attempt));
                attempt.tasks().forEach(task -> works.taskRun(slice(run, task)));
            }
        }
        Accuracy.attribute(folder, DAYS, works);

        PriceBook.Builder prices = PriceBook.builder();
        works.prices().forEach(prices::add);
        LocalDate end = LocalDate.ofInstant(Accuracy.END, ZoneOffset.UTC);
        Set<LocalDate> dates = end.minusDays(DAYS).datesUntil(end).collect(Collectors.toSet());
        Estimates estimates = Replay.of(prices.build(), WholeWorks.of(works.days(), dates), DAY_MICROS);

        Map<String, List<Double>> errors = new TreeMap<>();
        for (Estimates.Replaced replaced : estimates.replaced()) {
            RunOutcome run = runs.get(replaced.estimate().work().executionId());
            if (run.start() * MICROS_PER_MILLI >= window.startMicros() + CALIBRATION_DAYS * DAY_MICROS) {
                double error = Math.abs(replaced.error().doubleValue());
                errors.computeIfAbsent(ALL, key -> new ArrayList<>()).add(error);
                errors.computeIfAbsent(compute(run.job()), key -> new ArrayList<>())
                        .add(error);
                if (run.job().runsPerDay() == 1) {
                    errors.computeIfAbsent("once a day", key -> new ArrayList<>())
                            .add(error);
                }
            }
        }
        errors.forEach((which, some) -> print(profile, which, some));
        double median = part(errors.get(ALL), 5);
        assertTrue(median <= MOST, () -> "seed " + SEED + ": " + median);
    }

    private static void print(Profile profile, String which, List<Double> errors) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.1f %% | %.1f %% |%n",
                profile,
                which,
                errors.size(),
                100 * part(errors, 5),
                100 * part(errors, 9));
    }

    /** Of ten, so many are not further off. */
    private static double part(List<Double> errors, int ofTen) {
        return errors.stream()
                .sorted()
                .skip((errors.size() - 1) * ofTen / 10)
                .findFirst()
                .orElseThrow();
    }

    private static String compute(SimulatedJob job) {
        return switch (job.compute()) {
            case OWN_CLUSTER ->
                job.cluster().minWorkers() == job.cluster().maxWorkers() ? "fixed cluster" : "elastic cluster";
            case SERVERLESS -> "serverless";
            case SHARED_CLUSTER -> "shared cluster";
        };
    }

    private static TaskRunSlice slice(RunOutcome run, RunOutcome.Task task) {
        return new TaskRunSlice(
                "",
                WORKSPACE,
                run.job().id(),
                task.id(),
                run.id(),
                run.id(),
                task.key(),
                new TimeSpan(task.start() * MICROS_PER_MILLI, task.end() * MICROS_PER_MILLI),
                task.succeeded() ? "SUCCEEDED" : "FAILED",
                (task.begun() - task.start()) / SECOND_MILLIS * TimeSpan.SECOND,
                task.cluster() == null ? Set.of() : Set.of(task.cluster()));
    }

    private static JobRunSlice slice(RunOutcome run, RunOutcome.Attempt attempt) {
        return new JobRunSlice(
                "",
                WORKSPACE,
                run.job().id(),
                run.id(),
                new TimeSpan(attempt.start() * MICROS_PER_MILLI, attempt.end() * MICROS_PER_MILLI),
                "JOB_RUN",
                null,
                attempt.succeeded() ? "SUCCEEDED" : "FAILED",
                Map.of(),
                null,
                null);
    }
}
