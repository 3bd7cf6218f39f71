package dev.costinsights.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.StatementOrigin;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.FactSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a run that did not come to its end. */
class FailedRunTest {

    /** More than stay in memory. */
    private static final int MANY = 320_000;

    @TempDir
    Path folder;

    @Test
    void a_run_that_fails_leaves_no_temporary_file_open() throws Exception {
        List<Long> wereOpen = new ArrayList<>();
        try (CostInsights insights = TestSource.engine(facts -> {
            manyStatements(facts);
            wereOpen.add(openSpillFiles());
            throw new IllegalStateException("no");
        })) {
            for (int i = 0; i < 2; i++) {
                assertThrows(CostInsightsException.class, () -> insights.attribute(options(), row -> {}));
                assertEquals(0, openSpillFiles());
            }
        }
        assertEquals(List.of(1L, 1L), wereOpen);
    }

    @Test
    void an_interrupt_while_statements_go_to_disk_is_an_interrupt() throws Exception {
        try (CostInsights insights = TestSource.engine(facts -> {
            Thread.currentThread().interrupt();
            manyStatements(facts);
        })) {
            InterruptedException interrupt =
                    assertThrows(InterruptedException.class, () -> insights.attribute(options(), row -> {}));

            assertTrue(interrupt.getMessage().startsWith("interrupted while the temporary file in"));
            assertInstanceOf(CostInsightsException.class, interrupt.getCause());
            assertFalse(Thread.interrupted(), "the flag");
            assertEquals(0, openSpillFiles());
        }
    }

    private AttributionOptions options() {
        return Bill.options().spillFolder(folder).build();
    }

    /** They are deleted as soon as they are open, and take room until they are closed. */
    private long openSpillFiles() throws IOException {
        Path open = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(open), "files that are open can be listed on Linux only");
        try (Stream<Path> files = Files.list(open)) {
            return files.filter(this::isInFolder).count();
        }
    }

    private boolean isInFolder(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains(folder.toString());
        } catch (IOException e) {
            // Closed since it was listed.
            return false;
        }
    }

    private static void manyStatements(FactSink facts) {
        StatementOrigin origin = StatementOrigin.builder()
                .accountId("a")
                .workspaceId("1")
                .warehouseId("w")
                .build();
        for (int i = 0; i < MANY; i++) {
            facts.statement(new Statement(
                    new UUID(1, i).toString(), origin, new TimeSpan(i, i + 1), 0, 0, 0, 0, 0, 1, 0, false));
        }
    }
}
