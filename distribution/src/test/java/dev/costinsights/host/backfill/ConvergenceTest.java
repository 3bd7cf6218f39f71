package dev.costinsights.host.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.Store;
import dev.costinsights.workspace.sample.SampleOptions;
import dev.costinsights.workspace.sample.SampleWriter;
import dev.costinsights.workspace.tables.TableFormat;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a bill arrives and however often it is looked at, the store ends in the same files and the same days. */
final class ConvergenceTest {

    private static final LocalDate START = LocalDate.of(2026, 10, 29);
    private static final LocalDate END = LocalDate.of(2026, 11, 1);
    private static final TimeSpan WINDOW =
            TimeSpan.of(Instant.parse("2026-10-29T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"));
    private static final Instant LAST = Instant.parse("2026-12-20T12:00:00Z");
    private static final Duration SETTLE = Duration.ofDays(3);

    /** Of which a day gets what matters for it. */
    private static final List<String> CHOSEN = List.of(
            "compute.clusters",
            "compute.warehouses",
            "lakeflow.jobs",
            "lakeflow.pipelines",
            "recorded.statements",
            "recorded.runs");

    @TempDir
    private Path folder;

    @Test
    void anyCadenceEndsInTheSameBytesAsOneReading() throws Exception {
        Path export = folder.resolve("export");
        SampleWriter.write(
                SampleOptions.builder(export)
                        .days(3)
                        .end(END)
                        .statements(400)
                        .warehouses(8)
                        .otherUsage(600)
                        .format(TableFormat.PARQUET)
                        .build(),
                (table, done, total) -> {});
        ExportTables tables = ExportTables.of(export);
        String expected = Engine.ofExport(export, WINDOW, folder.resolve("direct"));
        List<ExecutionEvent> recordings = Recorded.some(tables, 42);
        Recorded recorded = Recorded.in(folder, "journal");
        recorded.keep(recordings);
        Set<String> once;
        try (Store store = open("once", LAST)) {
            backfill(store, tables.copy(), recorded);
            Days.with(store, DayLedgers::rebuild);
            once = Days.rows(store);
            assertTrue(once.stream().anyMatch(rows -> rows.startsWith("recorded.statements ")), once.toString());
            assertTrue(once.stream().anyMatch(rows -> rows.startsWith("recorded.runs ")), once.toString());
            // A day gets the objects that something of it mentions, and so on; the others would change nothing.
            Days.with(store, CHOSEN, DayLedgers::rebuild);
            assertEquals(once, Days.rows(store));
            assertEquals(expected, Engine.ofStore(store, WINDOW, folder.resolve("of-once")));
        }
        int schedules = Integer.getInteger("costinsights.schedules", 1);
        Long replay = Long.getLong("costinsights.seed");
        for (int i = 0; i < schedules; i++) {
            long seed = replay != null && i == 0 ? replay : new Random().nextLong();
            try {
                assertEquals(once, afterSchedule(seed, tables, recordings));
            } catch (AssertionError e) {
                throw new AssertionError("replay with -Dcostinsights.seed=" + seed, e);
            }
        }
    }

    private Set<String> afterSchedule(long seed, ExportTables tables, List<ExecutionEvent> recordings)
            throws Exception {
        Random random = new Random(seed);
        String home = "schedule" + Math.abs(seed);
        Recorded recorded = Recorded.in(folder, "journal" + Math.abs(seed));
        int known = 0;
        Instant now = START.atStartOfDay(ZoneOffset.UTC).toInstant().plus(6, ChronoUnit.HOURS);
        while (true) {
            ExportTables source = tables.copy();
            if (random.nextBoolean()) {
                source.disorderly(random.nextLong());
            }
            if (random.nextInt(4) > 0) {
                source.fingerprintedAtTimes(random.nextLong());
            }
            source.knownUntil(ChronoUnit.MICROS.between(Instant.EPOCH, now));
            int more = now.equals(LAST) ? recordings.size() : known + random.nextInt(recordings.size() - known + 1);
            recorded.keep(recordings.subList(known, more));
            known = more;
            try (Store store = open(home, now)) {
                backfill(store, source, recorded);
                if (random.nextInt(3) == 0) {
                    recorded.journal().forgetAll(now.minus(random.nextInt(60), ChronoUnit.HOURS));
                }
                if (random.nextInt(3) > 0 || now.equals(LAST)) {
                    Days.with(store, DayLedgers::update);
                    assertEquals(List.of(), DayLedgers.dirty(store, SETTLE, "options"));
                }
                if (random.nextInt(4) == 0) {
                    Days.with(store, DayLedgers::update);
                    Set<String> incremental = Days.state(store);
                    Days.with(store, DayLedgers::rebuild);
                    assertEquals(Days.state(store), incremental, "incremental is not what a rebuild gives at " + now);
                }
                if (now.equals(LAST)) {
                    assertEquals(List.of(), store.broken());
                    return Days.rows(store);
                }
            }
            boolean isOver = now.isAfter(Instant.parse("2026-11-03T00:00:00Z"));
            now = now.plus(isOver ? 24 * (5 + random.nextInt(20)) : 1 + random.nextInt(40), ChronoUnit.HOURS);
            now = now.isAfter(LAST) ? LAST : now;
        }
    }

    private Store open(String home, Instant now) {
        return Store.openToWrite(
                folder.resolve(home), CatalogAddress.embedded(), "test", Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void backfill(Store store, ExportTables tables, Recorded recorded) throws InterruptedException {
        BackfillResult result = new Backfill(
                        store,
                        new BackfillOptions(START, END, 4, Duration.ofMinutes(1), SETTLE, false),
                        BackfillListener.NONE)
                .run(List.of(tables, recorded.tables(store)));
        assertFalse(result.isPartial(), result.toString());
    }
}
