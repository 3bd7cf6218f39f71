package dev.costinsights.host.accuracy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.simulation.Profile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prints the rows of docs/accuracy.md; with -Dcostinsights.days, -Dcostinsights.jobs and -Dcostinsights.seed of other companies. */
final class AccuracyTest {
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final int DAYS = Integer.getInteger("costinsights.days", 5);
    private static final int JOBS = Integer.getInteger("costinsights.jobs", 120);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Profile.class)
    void ours_is_nearer_to_the_truth_than_what_others_publish(Profile profile) throws Exception {
        Map<String, Accuracy.Score> scores = Accuracy.of(profile, SEED, DAYS, JOBS, folder);
        System.out.print(Accuracy.markdown(profile, scores));

        Accuracy.Score ours = scores.remove("Cost Insights");
        scores.forEach((method, theirs) -> assertTrue(
                ours.statements() < theirs.statements()
                        && ours.runs() < theirs.runs()
                        && ours.divided() < theirs.divided(),
                () -> "seed " + SEED + ": ours " + ours + ", " + method + " " + theirs));
    }
}
