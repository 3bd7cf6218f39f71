package dev.costinsights.workspace.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.tables.RowPipe;
import dev.costinsights.workspace.tables.RowWriter;
import dev.costinsights.workspace.tables.SystemTable;
import dev.costinsights.workspace.tables.SystemTables;
import dev.costinsights.workspace.tables.TableFile;
import dev.costinsights.workspace.tables.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleWriterTest {
    @TempDir
    Path folder;

    @Test
    void aFolderThatCannotBeMadeIsAnIoException() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        SampleOptions options =
                SampleOptions.builder(file).statements(100).days(1).build();
        assertThrows(IOException.class, () -> SampleWriter.write(options, ProgressListener.NONE));
    }

    @Test
    void aGeneratorThatFailsLeavesNoFileAndItsOwnMessage() {
        TableFile file = new TableFile(folder, SystemTables.table("compute/warehouse_events"), TableFormat.PARQUET);
        Exception failure = assertThrows(
                Exception.class,
                () -> file.write(
                        rows -> {
                            for (int i = 0; i < 5_000; i++) {
                                rows.set("warehouse_id", "w" + i).end();
                            }
                            throw new IllegalStateException("the generator broke");
                        },
                        written -> {}));
        assertTrue(failure.getMessage().contains("the generator broke"), failure.getMessage());
        assertEquals(List.of(), files());
    }

    @Test
    void anUnknownColumnIsAnError() {
        SystemTable table = SystemTables.table("compute/warehouse_events");
        RowWriter rows = new RowWriter(table, new RowPipe(table.columns()));
        assertThrows(IllegalArgumentException.class, () -> rows.set("warehouse", "w"));
    }

    @Test
    void aSampleReplacesTheOneBefore() throws IOException, InterruptedException {
        SampleOptions.Builder options =
                SampleOptions.builder(folder).statements(200).days(1).otherUsage(100);
        SampleWriter.write(options.seed(1).build(), ProgressListener.NONE);
        SampleSummary second = SampleWriter.write(options.seed(2).build(), ProgressListener.NONE);
        assertEquals(second.bytes().get("query/history"), Files.size(folder.resolve("query/history.parquet")));
    }

    @Test
    void noStatementsAtAllIsASampleToo() throws IOException, InterruptedException {
        SampleSummary summary = SampleWriter.write(
                SampleOptions.builder(folder)
                        .statements(0)
                        .days(1)
                        .otherUsage(0)
                        .build(),
                ProgressListener.NONE);
        assertTrue(summary.rows().get("billing/usage") > 0);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
