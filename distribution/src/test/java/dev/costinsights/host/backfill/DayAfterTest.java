package dev.costinsights.host.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.store.Store;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which days of the ledger follow from what comes of a day. */
final class DayAfterTest {

    private static final WorkspaceOptions OPTIONS = WorkspaceOptions.small();
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 10, 30);
    private static final LocalDate TODAY = LocalDate.of(2026, 10, 31);
    private static final LocalDate TOMORROW = LocalDate.of(2026, 11, 1);
    private static final Instant LATER = Instant.parse("2026-11-02T12:00:00Z");

    private static final Map<String, String> STARTS = Map.of(
            "billing.usage", "usage_start_time",
            "query.history", "start_time",
            "lakeflow.job_run_timeline", "period_start_time",
            "lakeflow.job_task_run_timeline", "period_start_time",
            "lakeflow.pipeline_update_timeline", "period_start_time",
            "lakeflow.jobs", "change_time",
            "lakeflow.pipelines", "change_time",
            "compute.clusters", "change_time",
            "compute.warehouse_events", "event_time");

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE = WorkspaceExtension.with(OPTIONS);

    @TempDir
    private Path folder;

    @BeforeEach
    void laterThanAllOfTheBill() {
        WORKSPACE.workspace().clock().advance(Duration.between(OPTIONS.end(), LATER));
    }

    @AfterEach
    void heal() {
        WORKSPACE.workspace().tables().clear();
    }

    @Test
    void whatComesInTheCourseOfADayLeavesTheDayBeforeAlone() throws Exception {
        show("%s < TIMESTAMPTZ '2026-10-31T12:00:00Z'");
        assertEquals(List.of(YESTERDAY, TODAY), computed());

        show("%s < TIMESTAMPTZ '2026-10-31T13:00:00Z'");
        assertEquals(List.of(TODAY), computed());

        show("true");
        assertEquals(List.of(TODAY), computed());
        assertIsWhatARebuildGives();

        // Once the day is over it counts for records of the day before that last into it.
        WORKSPACE.workspace().tables().clear();
        List<LocalDate> computed = computed();
        assertTrue(computed.contains(YESTERDAY), computed.toString());
        assertIsWhatARebuildGives();
    }

    @Test
    void whatComesOfADaysBeginningIsLookedAtForTheDayBeforeToo() throws Exception {
        show("NOT %1$s BETWEEN TIMESTAMPTZ '2026-10-31T02:00:00Z' AND TIMESTAMPTZ '2026-10-31T03:00:00Z'");
        assertEquals(List.of(YESTERDAY, TODAY), computed());

        show("true");
        assertEquals(List.of(YESTERDAY, TODAY), computed());
        assertIsWhatARebuildGives();
    }

    private void assertIsWhatARebuildGives() throws InterruptedException {
        try (Store store = OverDriver.open(folder, LATER)) {
            Set<String> incremental = Days.state(store);
            Days.with(store, DayLedgers::rebuild);
            assertEquals(Days.state(store), incremental);
        }
    }

    private static void show(String condition) {
        STARTS.forEach((table, start) -> {
            String shown = String.format(condition, start);
            boolean isBill = table.equals("billing.usage");
            WORKSPACE
                    .workspace()
                    .tables()
                    .only(table, isBill ? shown + " AND ingestion_date <= DATE '" + TODAY + '\'' : shown);
        });
    }

    private List<LocalDate> computed() throws InterruptedException {
        try (Store store = OverDriver.open(folder, LATER)) {
            OverDriver.backfill(store, WORKSPACE, YESTERDAY, TOMORROW);
            return Days.with(store, DayLedgers::update).computed();
        }
    }
}
