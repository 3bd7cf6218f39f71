package dev.costinsights.host.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.jobs.JobCompany;
import dev.costinsights.workspace.simulation.jobs.JobTables;
import dev.costinsights.workspace.simulation.jobs.RunOutcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prints the rows on job runs of docs/accuracy.md; -Dcostinsights.days, .jobs and .seed choose other companies. */
final class JobAccuracyTest {
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final int DAYS = Integer.getInteger("costinsights.days", 5);
    private static final int JOBS = Integer.getInteger("costinsights.jobs", 120);
    private static final double NOTHING = 1e-9;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Profile.class)
    void runs_on_compute_of_their_own_cost_what_they_took(Profile profile) throws Exception {
        JobCompany company = JobCompany.of(new SimulationPlan(SEED, DAYS, JOBS, Accuracy.END, profile));
        JobTables.write(company, true, folder);
        JobAccuracy ours = JobAccuracy.of(folder, DAYS);
        JobMethods methods = new JobMethods(company, Accuracy.END.toEpochMilli(), true);
        Map<String, Double> truth = methods.truthOnOwnCompute();

        double error = Accuracy.error(truth, ours.ownCompute);
        double joined = Accuracy.error(truth, methods.joinWithSlices());
        double wall = Accuracy.error(truth, methods.wallHours(false));
        print(profile, "Cost Insights", error);
        print(profile, "join with the slices of the timeline", joined);
        print(profile, "wall hours × 0.15", wall);
        print(profile, "Cost Insights, each task", Accuracy.error(methods.truthOfTasks(), ours.tasks));

        assertEquals(0, error, NOTHING, "seed " + SEED);
        assertEquals(0, Accuracy.error(byWhoAsked(company, truth), ours.asked), NOTHING, "seed " + SEED);
        assertTrue(joined > 0.01 && wall > 0.01, "seed " + SEED);
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

    private static void print(Profile profile, String method, double error) {
        System.out.printf(Locale.ROOT, "| %s | %s | %.1f %% |%n", profile, method, 100 * error);
    }
}
