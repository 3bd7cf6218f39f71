package dev.costinsights.host.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands beside a file of facts, so that nobody has to read it again. */
final class NotesTest {

    private static final long DAY = 86_400_000_000L;
    private static final long HOUR = DAY / 24;
    private static final SourceTable RUNS = new SourceTable(
            "lakeflow",
            "job_run_timeline",
            "",
            SourceTable.Slicing.EVENT_DAY,
            List.of(
                    new SourceColumn("run_id", SourceColumn.Type.TEXT),
                    new SourceColumn("period_start_time", SourceColumn.Type.TIMESTAMP),
                    new SourceColumn("period_end_time", SourceColumn.Type.TIMESTAMP)),
            null);

    @TempDir
    private Path folder;

    private final NoteTaker taker = new NoteTaker(RUNS);

    @Test
    void whatIsWrittenIsRead() throws IOException {
        row("1", 2 * DAY + HOUR);
        row("2", 2 * DAY + 7 * HOUR);
        Notes notes = taker.notes();
        Path file = folder.resolve("of.notes");
        notes.write(file);
        Notes read = Notes.read(file);

        assertEquals(1, read.days().size());
        assertArrayEquals(notes.days().get(0).tokens(), read.days().get(0).tokens());
        assertArrayEquals(notes.days().get(0).runs(), read.days().get(0).runs());
        assertEquals(2, read.days().get(0).rows());
        assertEquals(2 * DAY + 8 * HOUR, read.days().get(0).lastEnd());
        assertEquals(1, read.beginning(2).orElseThrow().rows());
        assertEquals(
                notes.beginning(2).orElseThrow().digest(),
                read.beginning(2).orElseThrow().digest());
    }

    @Test
    void aBeginningKnowsTheRowsOfTheFirstSixHoursAndNoOthers() {
        row("early", 2 * DAY + 6 * HOUR - 1);
        row("later", 2 * DAY + 6 * HOUR);
        Notes.Day beginning = taker.notes().beginning(2).orElseThrow();

        assertEquals(1, beginning.rows());
        assertArrayEquals(new long[] {Tokens.of("early")}, beginning.runs());
        assertEquals(2, taker.notes().days().get(0).runs().length);
        assertEquals(Optional.empty(), taker.notes().beginning(1));
    }

    @Test
    void runsOfDifferentDaysDoNotPassForOne() {
        Set<Long> tokens = new HashSet<>();
        for (int run = 0; run < 1_000_000; run++) {
            tokens.add(Tokens.of(Long.toString(100_000_000_000_000L + 7919L * run)));
        }
        assertEquals(1_000_000, tokens.size());
    }

    @Test
    void objectsOfTwoWorkspacesWithOneIdAreTwoThatAreMentionedAlike() throws IOException {
        NoteTaker jobs = new NoteTaker(new SourceTable(
                "lakeflow",
                "jobs",
                "",
                SourceTable.Slicing.WHOLE,
                List.of(
                        new SourceColumn("workspace_id", SourceColumn.Type.TEXT),
                        new SourceColumn("job_id", SourceColumn.Type.TEXT),
                        new SourceColumn("change_time", SourceColumn.Type.TIMESTAMP)),
                null));
        for (String workspace : List.of("w1", "w2")) {
            jobs.row(
                    workspace.getBytes(StandardCharsets.UTF_8),
                    new String[] {workspace, "7", null},
                    new long[] {0, 0, DAY},
                    new boolean[] {true, true, true});
        }
        Path file = folder.resolve("of.notes");
        jobs.notes().write(file);
        Versions versions = Notes.read(file).versions();

        assertEquals(jobs.notes().versions(), versions);

        assertEquals(versions.token(0), versions.token(1));
        assertNotEquals(versions.object(0), versions.object(1));
    }

    @Test
    void notesOfAnotherFormAreRefused() throws IOException {
        Path file = folder.resolve("of.notes");
        Files.write(file, new byte[] {0, 0, 0, 1, 0, 0, 0, 0});
        IOException refused = assertThrows(IOException.class, () -> Notes.read(file));
        assertTrue(refused.getMessage().contains("is of form 1 and this program reads form 3"), refused.getMessage());
    }

    private void row(String run, long start) {
        taker.row(
                run.getBytes(StandardCharsets.UTF_8),
                new String[] {run, null, null},
                new long[] {0, start, start + HOUR},
                new boolean[] {true, true, true});
    }
}
