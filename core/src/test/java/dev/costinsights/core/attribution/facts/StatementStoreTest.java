package dev.costinsights.core.attribution.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.StatementOrigin;
import dev.costinsights.core.model.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementStoreTest {

    private static final ObjectKey WAREHOUSE = new ObjectKey("1", "w");
    private static final long SECOND = TimeSpan.SECOND;

    @TempDir
    Path folder;

    @Test
    void comesOutByActiveStartAndThenId() throws IOException {
        try (StatementStore store = new StatementStore(pool(), folder, 1 << 20)) {
            store.add(statement("b", 20, 0));
            store.add(statement("c", 10, 10));
            store.add(statement("a", 20, 0));
            store.add(statement("d", 5, 0));
            store.seal();

            assertEquals(List.of("d", "a", "b", "c"), ids(store.load(WAREHOUSE)));
        }
    }

    @Test
    void keepsTheLatestRevisionOfAStatementWhateverTheOrderOfReading() throws IOException {
        Statement early = revision("s", 1, 100);
        Statement late = revision("s", 2, 200);
        for (List<Statement> order : List.of(List.of(early, late), List.of(late, early), List.of(late, early, late))) {
            try (StatementStore store = new StatementStore(pool(), folder, 1 << 20)) {
                order.forEach(store::add);
                store.seal();
                StatementColumns columns = store.load(WAREHOUSE);

                assertEquals(1, columns.size());
                assertEquals(200, columns.taskWork(0));
            }
        }
    }

    @Test
    void whatDoesNotFitInMemoryComesBackFromDiskTheSame() throws IOException {
        List<String> inMemory = ids(filled(Long.MAX_VALUE));
        List<String> fromDisk = ids(filled(1000));

        assertEquals(5000, inMemory.size());
        assertEquals(inMemory, fromDisk);
    }

    @Test
    void leavesNoFileBehind() throws IOException {
        filled(1000);

        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aCacheHitWeighsItsResultFetchOnly() throws IOException {
        try (StatementStore store = new StatementStore(pool(), folder, 1 << 20)) {
            store.add(new Statement("s", origin(), new TimeSpan(0, SECOND), 0, 0, 0, 30, 40, 50, 7, true));
            store.seal();
            StatementColumns columns = store.load(WAREHOUSE);

            assertEquals(7, columns.taskWork(0));
            assertEquals(0, columns.execWork(0));
        }
    }

    @Test
    void anAbsurdDurationDoesNotOverflow() throws IOException {
        try (StatementStore store = new StatementStore(pool(), folder, 1 << 20)) {
            store.add(new Statement(
                    "s", origin(), new TimeSpan(0, SECOND), 0, 0, 0, Long.MAX_VALUE, 0, Long.MAX_VALUE, 0, false));
            store.seal();

            assertTrue(store.load(WAREHOUSE).taskWork(0) > 0);
        }
    }

    private StatementColumns filled(long memory) throws IOException {
        try (StatementStore store = new StatementStore(pool(), folder, memory)) {
            for (int i = 0; i < 5000; i++) {
                store.add(statement(new UUID(i * 0x9E3779B97F4A7C15L, i).toString(), (i * 7919) % 3600, i % 3));
            }
            store.seal();
            return store.load(WAREHOUSE);
        }
    }

    private static List<String> ids(StatementColumns columns) {
        return java.util.stream.IntStream.range(0, columns.size())
                .mapToObj(columns::id)
                .toList();
    }

    private static Statement statement(String id, long startSeconds, long waitingSeconds) {
        return new Statement(
                id,
                origin(),
                new TimeSpan(startSeconds * SECOND, (startSeconds + waitingSeconds + 1) * SECOND),
                0,
                waitingSeconds * 1000,
                0,
                0,
                0,
                1,
                0,
                false);
    }

    private static Statement revision(String id, long update, long task) {
        return new Statement(id, origin(), new TimeSpan(0, SECOND), update, 0, 0, 0, 0, task, 0, false);
    }

    private static EvidencePool pool() {
        return new EvidencePool(ContextReader.standard());
    }

    private static StatementOrigin origin() {
        return StatementOrigin.builder()
                .accountId("a")
                .workspaceId("1")
                .warehouseId("w")
                .build();
    }
}
