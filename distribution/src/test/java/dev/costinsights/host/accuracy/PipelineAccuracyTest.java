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

/** Prints the rows on pipelines of docs/accuracy.md; -Dcostinsights.days, .jobs and .seed choose other companies. */
final class PipelineAccuracyTest {
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final int DAYS = Integer.getInteger("costinsights.days", 4);
    private static final int JOBS = Integer.getInteger("costinsights.jobs", 80);
    private static final double NOTHING = 1e-9;
    /** What is billed in the hour in which a pipeline's tags change has the earlier tags. */
    private static final double MOST_MISASKED = 0.02;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = "BUSY", mode = EnumSource.Mode.EXCLUDE)
    void updates_cost_what_they_took_where_others_are_off(Profile profile) throws Exception {
        SimulationPlan plan = new SimulationPlan(SEED, DAYS, JOBS, Accuracy.END, profile);
        JobCompany company = JobCompany.of(plan);
        JobTables.write(company, Billing.of(plan), folder);
        PipelineAccuracy ours = PipelineAccuracy.of(folder, DAYS);
        PipelineMethods methods = new PipelineMethods(company, Accuracy.END.toEpochMilli());
        Map<String, Double> truth = methods.truthOfUpdates();
        Map<String, Double> asked = methods.byWhoAsked(truth);
        double error = Accuracy.error(truth, ours.updates);
        double askedError = Accuracy.error(asked, ours.asked);
        print(profile, "Cost Insights", error, askedError);
        Map<String, Map<String, Double>> others = new LinkedHashMap<>();
        others.put("hour share of running time", methods.hourShare());
        others.put("window share of duration", methods.windowShare());
        others.put("wall hours × 0.15", methods.wallHours());
        others.forEach((method, costs) -> {
            double theirs = Accuracy.error(truth, costs);
            print(profile, method, theirs, Accuracy.error(asked, methods.byWhoAsked(costs)));
            assertTrue(theirs > error, "seed " + SEED + ": " + method);
        });

        assertEquals(0, error, NOTHING, "seed " + SEED);
        assertTrue(askedError < MOST_MISASKED, "seed " + SEED + ": " + askedError);
        assertEquals(0, Accuracy.error(methods.truthOfMaintenance(), ours.maintenance), NOTHING, "seed " + SEED);
        assertEquals(runsOfUpdates(company, truth), ours.runs, "seed " + SEED);
    }

    private static Map<String, String> runsOfUpdates(JobCompany company, Map<String, Double> billed) {
        Map<String, String> runs = new HashMap<>();
        for (RunOutcome run : company.runs()) {
            run.attempts().forEach(attempt -> attempt.tasks().forEach(task -> {
                if (billed.containsKey(task.update())) {
                    runs.put(task.update(), run.id());
                }
            }));
        }
        return runs;
    }

    private static void print(Profile profile, String method, double updates, double asked) {
        System.out.printf(
                Locale.ROOT, "| %s | %s | %.1f %% | %.1f %% |%n", profile, method, 100 * updates, 100 * asked);
    }
}
