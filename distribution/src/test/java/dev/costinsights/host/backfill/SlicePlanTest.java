package dev.costinsights.host.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.RecordedTable;
import dev.costinsights.host.store.SliceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
                        TableSlice.andBefore(clusters, LocalDate.of(2026, 10, 1)),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 2)),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 3)),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 4)),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 5)),
                        new TableSlice(clusters, LocalDate.of(2026, 10, 6))),
                slices);
    }

    @Test
    void whatHoldsIsReadFromBeforeAllThatTheWindowLooksAtWhicheverMonthThatIsIn() {
        SourceTable events = table(SourceTable.Slicing.STATE_QUARTER);
        List<TableSlice> slices = plan("2026-10-05", "2026-10-06").of(events);
        List<TableSlice> earlier = plan("2026-10-03", "2026-10-04").of(events);

        assertEquals(TableSlice.andBefore(events, LocalDate.of(2026, 10, 1)), slices.get(0));
        assertEquals(List.of(new TableSlice(events, LocalDate.of(2026, 10, 2))), of(slices, "2026-10-02"));
        assertEquals(TableSlice.quarters(events, LocalDate.of(2026, 10, 6)), of(slices, "2026-10-06"));
        assertEquals(TableSlice.andBefore(events, LocalDate.of(2026, 9, 1)), earlier.get(0));
        assertEquals(List.of(new TableSlice(events, LocalDate.of(2026, 10, 1))), of(earlier, "2026-10-01"));
    }

    @Test
    void otherSlicesReachNoFurtherBackThanTheirDay() {
        SourceTable statements = table(SourceTable.Slicing.EVENT_DAY);
        assertThrows(IllegalArgumentException.class, () -> TableSlice.andBefore(statements, LocalDate.of(2026, 10, 1)));
        SourceTable events = table(SourceTable.Slicing.STATE_QUARTER);
        assertThrows(IllegalArgumentException.class, () -> new TableSlice(events, LocalDate.of(2026, 10, 1), true, 0));
    }

    @Test
    void aDayThatWillBeReadAgainIsReadInQuartersAndAnotherAtOnce() {
        SourceTable runs = table(SourceTable.Slicing.EVENT_QUARTER);
        List<TableSlice> slices = plan("2026-10-03", "2026-10-08").of(runs);

        // Three days and no more after its end a day is settled.
        assertEquals(List.of(new TableSlice(runs, LocalDate.of(2026, 10, 2))), of(slices, "2026-10-02"));
        assertEquals(TableSlice.quarters(runs, LocalDate.of(2026, 10, 3)), of(slices, "2026-10-03"));
        assertEquals(TableSlice.quarters(runs, LocalDate.of(2026, 10, 6)), of(slices, "2026-10-06"));
        assertEquals(List.of(), of(slices, "2026-10-07"));
    }

    @Test
    void whatClientsRecordedNeverSettles() {
        SourceTable statements = RecordedTable.STATEMENTS.table();
        TableSlice old = new TableSlice(statements, LocalDate.of(2026, 10, 1));
        TableSlice other = new TableSlice(table(SourceTable.Slicing.EVENT_QUARTER), LocalDate.of(2026, 10, 1));

        assertEquals(
                List.of(old), of(plan("2026-10-03", "2026-10-08", kept(old)).of(statements), "2026-10-01"));
        assertEquals(List.of(), of(plan("2026-10-03", "2026-10-08", kept(other)).of(other.table()), "2026-10-01"));
    }

    @Test
    void aDayStaysCutAsItIsKept() {
        SourceTable runs = table(SourceTable.Slicing.EVENT_QUARTER);
        LocalDate old = LocalDate.of(2026, 10, 1);
        TableSlice whole = new TableSlice(runs, LocalDate.of(2026, 10, 5));
        TableSlice quarter = TableSlice.quarters(runs, old).get(2);
        List<TableSlice> slices =
                plan("2026-10-03", "2026-10-08", kept(whole), kept(quarter)).of(runs);

        assertEquals(List.of(whole), of(slices, "2026-10-05"));
        List<TableSlice> others = TableSlice.quarters(runs, old).stream()
                .filter(other -> other.quarter() != 2)
                .toList();
        assertEquals(others, of(slices, "2026-10-01"), "the one that is there is settled");
    }

    @Test
    void quartersThatWereReadAfterTheirDayWasSettledAreNotReadAgain() {
        SourceTable runs = table(SourceTable.Slicing.EVENT_QUARTER);
        List<TableSlice> quarters = TableSlice.quarters(runs, LocalDate.of(2026, 10, 1));
        Partition[] kept = quarters.stream()
                .map(quarter -> kept(quarter, Instant.parse("2026-10-05T00:00:00Z")))
                .toArray(Partition[]::new);

        assertEquals(List.of(), of(plan("2026-10-03", "2026-10-08", kept).of(runs), "2026-10-01"));
    }

    @Test
    void onlyDaysThatAreCutByATimeHaveQuarters() {
        SourceTable days = table(SourceTable.Slicing.EVENT_DAY);
        assertThrows(IllegalArgumentException.class, () -> TableSlice.quarters(days, LocalDate.of(2026, 10, 1)));
        SourceTable runs = table(SourceTable.Slicing.EVENT_QUARTER);
        assertThrows(IllegalArgumentException.class, () -> new TableSlice(runs, LocalDate.of(2026, 10, 1), false, 4));
    }

    private static List<TableSlice> of(List<TableSlice> slices, String day) {
        return slices.stream()
                .filter(slice -> slice.day().equals(LocalDate.parse(day)))
                .toList();
    }

    private static Partition kept(TableSlice slice) {
        return kept(slice, NOW.minusSeconds(3_600));
    }

    private static Partition kept(TableSlice slice, Instant readAt) {
        return new Partition(SliceKey.of(slice), "", "", "", 0, 0, 0, 0, readAt);
    }

    private static SlicePlan plan(String start, String end, Partition... kept) {
        BackfillOptions options = new BackfillOptions(
                LocalDate.parse(start), LocalDate.parse(end), 4, Duration.ofMinutes(1), Duration.ofDays(3), false);
        return new SlicePlan(options, NOW, List.of(kept), Set.of());
    }

    private static SourceTable table(SourceTable.Slicing slicing) {
        return new SourceTable("compute", "clusters", "", slicing, List.of(), null);
    }
}
