package dev.costinsights.host.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.simulation.Billing;
import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.jobs.JobCompany;
import dev.costinsights.workspace.simulation.jobs.JobTables;
import dev.costinsights.workspace.simulation.jobs.RunOutcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prints the rows on job runs of docs/accuracy.md; -Dcostinsights.days, .jobs and .seed choose other companies. */
final class JobAccuracyTest {
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final int DAYS = Integer.getInteger("costinsights.days", 4);
    private static final int JOBS = Integer.getInteger("costinsights.jobs", 80);
    private static final double NOTHING = 1e-9;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = "BUSY", mode = EnumSource.Mode.EXCLUDE)
    void costs_of_runs_are_nearer_to_the_truth_than_what_others_publish(Profile profile) throws Exception {
        SimulationPlan plan = new SimulationPlan(SEED, DAYS, JOBS, Accuracy.END, profile);
        JobCompany company = JobCompany.of(plan);
        JobTables.write(company, Billing.of(plan), folder);
        JobAccuracy unseen = JobAccuracy.of(folder, DAYS);
        JobTables.writeCommands(company, folder);
        JobAccuracy seen = JobAccuracy.of(folder, DAYS);
        ownCompute(profile, company, unseen);
        sharedClusters(profile, company, seen, unseen);
    }

    private static void ownCompute(Profile profile, JobCompany company, JobAccuracy ours) {
        JobMethods methods = new JobMethods(company, Accuracy.END.toEpochMilli(), false);
        Map<String, Double> truth = methods.truthOnOwnCompute();
        double error = Accuracy.error(truth, ours.ownCompute);
        double joined = Accuracy.error(truth, methods.joinWithSlices());
        double wall = Accuracy.error(truth, methods.wallHours(false));
        print("own", profile, "Cost Insights", error);
        print("own", profile, "join with timeline slices", joined);
        print("own", profile, "wall hours × 0.15", wall);
        print("tasks", profile, "Cost Insights", Accuracy.error(methods.truthOfTasks(), ours.tasks));

        assertEquals(0, error, NOTHING, "seed " + SEED);
        assertEquals(0, Accuracy.error(byWhoAsked(company, truth), ours.asked), NOTHING, "seed " + SEED);
        assertTrue(joined > 0.01 && wall > 0.01, "seed " + SEED);
    }

    private static void sharedClusters(Profile profile, JobCompany company, JobAccuracy seen, JobAccuracy unseen) {
        JobMethods withCommands = new JobMethods(company, Accuracy.END.toEpochMilli(), true);
        JobMethods runsAlone = new JobMethods(company, Accuracy.END.toEpochMilli(), false);
        Map<String, Double> truth = withCommands.truthOnSharedClusters();
        Map<String, double[]> errors = new LinkedHashMap<>();
        errors.put("Cost Insights", errors(company, truth, seen.sharedClusters, unseen.sharedClusters));
        errors.put(
                "hour share of running time", errors(company, truth, withCommands.hourShare(), runsAlone.hourShare()));
        errors.put(
                "window share of duration",
                errors(company, truth, withCommands.windowShare(), runsAlone.windowShare()));
        errors.put("wall hours × 0.15", errors(company, truth, runsAlone.wallHours(true), runsAlone.wallHours(true)));
        errors.forEach((method, error) -> print("shared", profile, method, error));

        double[] ours = errors.remove("Cost Insights");
        errors.forEach((method, theirs) -> {
            for (int i = 0; i < ours.length; i++) {
                assertTrue(ours[i] < theirs[i], "seed " + SEED + ", column " + i + ": " + method);
            }
        });
    }

    /** Of runs where commands are seen, of runs where they are not, and of the division alone where they are. */
    private static double[] errors(
            JobCompany company, Map<String, Double> truth, Map<String, Double> seen, Map<String, Double> unseen) {
        Map<String, Double> runs = runs(company, truth);
        Map<String, Double> divided = Accuracy.scaled(seen, Accuracy.sum(truth) / Accuracy.sum(seen));
        return new double[] {
            Accuracy.error(runs, runs(company, seen)),
            Accuracy.error(runs, runs(company, unseen)),
            Accuracy.error(runs, runs(company, divided))
        };
    }

    private static Map<String, Double> runs(JobCompany company, Map<String, Double> costs) {
        Map<String, Double> runs = new HashMap<>();
        company.runs().forEach(run -> runs.computeIfAbsent(run.id(), costs::get));
        return runs;
    }

    private static Map<String, Double> byWhoAsked(JobCompany company, Map<String, Double> truth) {
        Map<String, Double> asked = new HashMap<>();
        for (RunOutcome run : company.runs()) {
            if (run.asked() != null && truth.containsKey(run.id())) {
                asked.put(run.asked(), truth.get(run.id()));
            }
        }
        return asked;
    }

    private static void print(String table, Profile profile, String method, double... errors) {
        StringBuilder row = new StringBuilder(table + ": | " + profile + " | " + method + " |");
        for (double error : errors) {
            row.append(String.format(Locale.ROOT, " %.1f %% |", 100 * error));
        }
        System.out.println(row);
    }
}
