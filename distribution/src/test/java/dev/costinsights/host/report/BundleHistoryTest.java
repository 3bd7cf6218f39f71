package dev.costinsights.host.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BundleHistoryTest {

    private static final long DAY = 86_400;
    private static final TimeSpan WINDOW = TimeSpan.of(Instant.EPOCH, Instant.EPOCH.plusSeconds(10 * DAY));

    private final BundleHistory history = new BundleHistory(WINDOW);

    @Test
    void a_deployment_that_was_recorded_and_that_the_workspace_knows_is_one_row() {
        recorded(DAY, 60, "c1", ExecutionOutcome.SUCCEEDED);
        linked(ExecutionType.JOB, "1", "c1", DAY + 30);
        linked(ExecutionType.JOB, "2", "c1", DAY + 40);
        linked(ExecutionType.JOB, "2", "c1", DAY + 70);
        linked(ExecutionType.PIPELINE, "p", "c1", DAY + 50);

        assertEquals(List.of("1970-01-02T00:00:00Z etl prod main c1 SUCCEEDED a dagster nightly r1 2 1"), rows());
    }

    @Test
    void what_only_one_side_knows_has_a_row_of_its_own_and_the_oldest_comes_first() {
        linked(ExecutionType.JOB, "1", "c3", 3 * DAY);
        recorded(2 * DAY, 60, "c2", ExecutionOutcome.FAILED);
        linked(ExecutionType.JOB, "1", "c1", DAY);

        assertEquals(
                List.of(
                        "1970-01-02T00:00:00Z etl prod main c1      1 0",
                        "1970-01-03T00:00:00Z etl prod main c2 FAILED a dagster nightly r1  ",
                        "1970-01-04T00:00:00Z etl prod main c3      1 0"),
                rows());
    }

    @Test
    void another_commit_and_a_long_pause_begin_another_deployment() {
        linked(ExecutionType.JOB, "1", "c1", DAY);
        linked(ExecutionType.JOB, "1", "c2", DAY + 60);
        linked(ExecutionType.JOB, "1", "c2", 2 * DAY);

        assertEquals(3, rows().size());
    }

    @Test
    void what_is_told_twice_or_lies_outside_the_window_does_not_count() {
        recorded(DAY, 60, "c1", ExecutionOutcome.SUCCEEDED);
        recorded(DAY, 60, "c1", ExecutionOutcome.SUCCEEDED);
        recorded(10 * DAY, 60, "c2", ExecutionOutcome.SUCCEEDED);
        linked(ExecutionType.JOB, "1", "c3", 10 * DAY);

        assertEquals(1, rows().size());
    }

    private List<String> rows() {
        return history.table().rows().stream()
                .map(row -> String.join(" ", row.stream().map(Cell::raw).toList()))
                .toList();
    }

    private void linked(ExecutionType type, String id, String commit, long seconds) {
        history.bundleLink(new BundleLink("101", type, id, "etl", "prod", "main", commit, seconds * TimeSpan.SECOND));
    }

    private void recorded(long seconds, long length, String commit, ExecutionOutcome outcome) {
        history.accept(new ExecutionEvent(
                ExecutionType.BUNDLE_DEPLOYMENT,
                "d/1",
                ExecutionPhase.ENDED,
                outcome,
                seconds * TimeSpan.SECOND,
                length * TimeSpan.SECOND,
                AttributionContext.builder()
                        .opaqueId("a")
                        .orchestrator("dagster")
                        .job("nightly")
                        .run("r1")
                        .build(),
                ExecutionPlace.UNKNOWN,
                Map.of("bundle", "etl", "target", "prod", "git_branch", "main", "git_commit", commit)));
    }
}
