package dev.costinsights.host.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which slices of a table a window needs. */
final class SlicePlanTest {

    private static final Instant NOW = Instant.parse("2026-10-06T12:00:00Z");

    @Test
    void versionsOfObjectsAreReadSinceEverAndThenByTheDayFromTheMonthOfTheWindow() {
        SourceTable clusters = table(SourceTable.Slicing.CHANGE_DAY);
        List<TableSlice> slices = plan("2026-10-03", "2026-10-08").of(clusters);

        assertEquals(
                List.of(
                        new TableSlice(clusters, LocalDate.of(2026, 10, 1), true),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 2)),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 3)),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 4)),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 5)),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 6))),
                slices);
    }

    @Test
    void otherSlicesReachNoFurtherBackThanTheirDay() {
        SourceTable statements = table(SourceTable.Slicing.EVENT_DAY);
        assertThrows(IllegalArgumentException.class, () -> new TableSlice(statements, LocalDate.of(2026, 10, 1), true));
    }

    private static SlicePlan plan(String start, String end) {
        BackfillOptions options = new BackfillOptions(
                LocalDate.parse(start), LocalDate.parse(end), 4, Duration.ofMinutes(1), Duration.ofDays(3), false);
        return new SlicePlan(options, NOW, List.of());
    }

    private static SourceTable table(SourceTable.Slicing slicing) {
        return new SourceTable("compute", "clusters", "", slicing, List.of(), null);
    }
}
