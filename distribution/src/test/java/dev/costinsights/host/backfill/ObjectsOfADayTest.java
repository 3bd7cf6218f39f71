package dev.costinsights.host.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which days of the ledger follow from a version of an object. */
final class ObjectsOfADayTest {

    private static final LocalDate START = LocalDate.of(2026, 10, 29);
    private static final LocalDate END = LocalDate.of(2026, 11, 1);
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final long CHANGE = Instant.parse("2026-10-31T10:00:00Z").getEpochSecond() * 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void aVersionOfAClusterComputesTheDaysThatMentionItAndNoOthers() throws Exception {
        Path export = folder.resolve("export");
        SampleWriter.write(
                SampleOptions.builder(export)
                        .days(3)
                        .end(END)
                        .statements(200)
                        .warehouses(4)
                        .otherUsage(400)
                        .format(TableFormat.PARQUET)
                        .build(),
                (table, done, total) -> {});
        ExportTables tables = ExportTables.of(export);
        assertFalse(computed(tables).isEmpty());

        tables.also("compute.clusters", Map.of("cluster_id", "nobodys", "change_time", CHANGE));
        assertEquals(List.of(), computed(tables));

        List<String> bill = tables.texts("billing.usage", "usage_metadata");
        String billed = tables.texts("compute.clusters", "cluster_id").stream()
                .filter(id -> bill.stream().anyMatch(metadata -> metadata.contains('"' + id + '"')))
                .findFirst()
                .orElseThrow();
        tables.also("compute.clusters", Map.of("cluster_id", billed, "change_time", CHANGE));
        List<LocalDate> computed = computed(tables);
        assertTrue(computed.contains(LocalDate.of(2026, 10, 31)), computed.toString());
        assertEquals(List.of(), computed(tables));
    }

    private List<LocalDate> computed(ExportTables tables) throws InterruptedException {
        BackfillOptions options = new BackfillOptions(START, END, 2, Duration.ofMinutes(1), Days.SETTLE, false);
        try (Store store = Store.openToWrite(
                folder.resolve("store"), CatalogAddress.embedded(), "test", Clock.fixed(NOW, ZoneOffset.UTC))) {
            new Backfill(store, options, BackfillListener.NONE).run(List.of(tables));
            return Days.with(store, DayLedgers::update).computed();
        }
    }
}
