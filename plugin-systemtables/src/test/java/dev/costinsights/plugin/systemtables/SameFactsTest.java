package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.plugin.systemtables.jdbc.Reader;
import dev.costinsights.plugin.systemtables.jdbc.WarehouseTables;
import dev.costinsights.workspace.server.WorkspaceExport;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver brings says the same to attribution as the same tables exported as files. */
class SameFactsTest {

    private static final TimeSpan OCTOBER =
            TimeSpan.of(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void facts_through_the_driver_equal_facts_of_the_export() throws IOException, InterruptedException {
        TimeZone before = TimeZone.getDefault();
        // Whatever the zone of this machine is; this one skips an hour in the days that are read.
        TimeZone.setDefault(TimeZone.getTimeZone("America/Sao_Paulo"));
        try {
            List<String> exported = facts(export());
            // The warehouse that the driver reads through starts when it is read through: after the days of the export.
            List<String> read = facts(read()).stream()
                    .filter(fact -> !fact.contains(Reader.workspace().warehouseId()))
                    .toList();

            assertTrue(exported.size() > 1_000, exported.size() + " facts");
            assertEquals(List.of(), without(exported, read), "only in the export");
            assertEquals(List.of(), without(read, exported), "only through the driver");
            assertEquals(exported.size(), read.size());
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** The tables of the small workspace as Parquet files. */
    private Path export() throws IOException, InterruptedException {
        Path export = folder.resolve("export");
        WorkspaceExport.write(WorkspaceOptions.small(), export, (table, done, total) -> {});
        return export;
    }

    /** The same tables through HTTP and driver, as lines of text. */
    private Path read() throws IOException, InterruptedException {
        Path kept = folder.resolve("kept");
        try (WarehouseTables tables = Reader.tables(
                Reader.connection(Reader.workspace(), Reader.workspace().host()))) {
            for (SourceTable table : tables.tables()) {
                if (table.problem() == null) {
                    Path file = kept.resolve(table.schema()).resolve(table.name() + ".jsonl");
                    Files.createDirectories(file.getParent());
                    Files.write(file, Reader.lines(tables, table));
                }
            }
        }
        return kept;
    }

    private static List<String> without(List<String> facts, List<String> others) {
        Set<String> known = Set.copyOf(others);
        return facts.stream().filter(fact -> !known.contains(fact)).limit(3).toList();
    }

    private static List<String> facts(Path root) {
        return new Export(root).read(Map.of(), OCTOBER).sorted();
    }
}
