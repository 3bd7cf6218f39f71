package dev.costinsights.core.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcJournalTest {

    private static final long ANY = Long.MAX_VALUE;

    @TempDir
    Path folder;

    @Test
    void h2KeepsWhatItWasGiven() throws Exception {
        keepsWhatItWasGiven(JournalDatabase.h2(folder));
    }

    @Test
    void postgresqlKeepsWhatItWasGivenAndComesBack() throws Exception {
        try (JournalDatabase.Postgres postgres = new JournalDatabase.Postgres(folder)) {
            keepsWhatItWasGiven(postgres.source());
            JdbcJournal journal = new JdbcJournal(postgres.source());
            journal.keep(batch(100, Events.launched("before")));
            postgres.stop();
            assertThrows(SQLException.class, () -> journal.keep(batch(101, Events.launched("after"))));
            postgres.start();
            journal.keep(batch(101, Events.launched("after")));
            assertTrue(read(journal).contains(Events.launched("before")));
            assertTrue(read(journal).contains(Events.launched("after")));
            journal.close();
        }
    }

    @Test
    void whoever_comes_at_once_to_a_database_without_tables_finds_them() throws Exception {
        for (int round = 0; round < 20; round++) {
            DataSource database = JournalDatabase.h2(Files.createDirectory(folder.resolve("round" + round)));
            CyclicBarrier together = new CyclicBarrier(4);
            List<Callable<Boolean>> callers = Collections.nCopies(4, () -> {
                together.await();
                return new JdbcJournal(database).isEmpty();
            });
            // Without anybody connected the database would be opened anew by each of them.
            Connection open = database.getConnection();
            ExecutorService threads = Executors.newFixedThreadPool(callers.size());
            try {
                for (Future<Boolean> caller : threads.invokeAll(callers)) {
                    assertTrue(caller.get());
                }
            } finally {
                threads.shutdown();
                open.close();
            }
        }
    }

    private static void keepsWhatItWasGiven(DataSource database) throws Exception {
        JdbcJournal journal = new JdbcJournal(database);
        ExecutionEvent odd = new ExecutionEvent(
                ExecutionType.JOB_RUN,
                "a\u0000b\ud83d",
                ExecutionPhase.LAUNCHED,
                ExecutionOutcome.UNKNOWN,
                5,
                -1,
                AttributionContext.EMPTY,
                ExecutionPlace.UNKNOWN,
                Map.of("x", "\u0000"));
        journal.keep(batch(0, Events.launched("s1"), odd, Events.launched("s2")));
        journal.keep(new EventBatch(3, 2, 9, List.of(Events.ended("s1"))));

        assertEquals(List.of(Events.launched("s1"), odd, Events.launched("s2"), Events.ended("s1")), read(journal));
        assertEquals(List.of(Events.launched("s2")), journal.open(ExecutionType.STATEMENT, 10));
        assertEquals(List.of(odd), journal.open(ExecutionType.JOB_RUN, 1));
        assertEquals(2, journal.openCount());
        OptionalLong next = journal.open(ExecutionType.STATEMENT, 0, 1).next();
        assertEquals(
                new JdbcJournal.OpenExecutions(List.of(), OptionalLong.empty()),
                journal.open(ExecutionType.STATEMENT, next.getAsLong(), 1));
        assertEquals(2, journal.lost());
        assertEquals(0, journal.refused());

        assertEquals(List.of(odd), part(journal, Set.of(ExecutionType.JOB_RUN, ExecutionType.PIPELINE_UPDATE), 5, 6));
        assertEquals(List.of(), part(journal, Set.of(ExecutionType.JOB_RUN), 0, 5));
        List<String> before = sums(journal);

        // Nobody knows whether a batch arrived, so it comes again.
        journal.keep(new EventBatch(3, 2, 9, List.of(Events.ended("s1"))));
        assertEquals(List.of(Events.launched("s2")), journal.open(ExecutionType.STATEMENT, 10));
        assertNotEquals(before.get(0), sums(journal).get(0));
        assertEquals(before.get(1), sums(journal).get(1), "nothing came of another type");

        JournalBacklog.Pending pending = journal.pending(2, ANY);
        assertEquals(List.of(Events.launched("s1"), odd), pending.events());
        journal.handedOver(pending.entries());
        assertEquals(Events.launched("s2"), journal.pending(1, ANY).events().get(0));

        // The run is the older one, and open.
        assertEquals(0, journal.forget(TimeSpan.instant(6)));
        assertEquals(List.of(odd), journal.open(ExecutionType.JOB_RUN, 10));
        assertEquals(3, journal.forget(Instant.MAX));
        assertEquals(List.of(odd, Events.launched("s2")), read(journal));
        assertEquals(1, journal.forgetAll(TimeSpan.instant(6)));
        assertEquals(List.of(), journal.open(ExecutionType.JOB_RUN, 10));
        assertNotEquals(before.get(1), sums(journal).get(1), "what was forgotten is seen, too");
        assertFalse(journal.isEmpty());
        journal.forgetAll(Instant.MAX);
        assertTrue(journal.isEmpty());
        journal.close();
    }

    @Test
    void aRunThatWasRepairedIsOpenUntilTheRepairHasEnded() throws Exception {
        JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(folder));
        ExecutionEvent repair = at(Events.launched("r1"), 50);
        journal.keep(batch(0, at(Events.launched("r1"), 5), at(Events.ended("r1"), 5), repair));

        assertEquals(List.of(repair), journal.open(ExecutionType.STATEMENT, 10));
        assertEquals(1, journal.openCount());
        assertEquals(0, journal.forget(TimeSpan.instant(60)));

        // Batches may come twice, and late: only the times say to which launch an end belongs.
        journal.keep(batch(3, at(Events.launched("r1"), 5), repair));
        assertEquals(List.of(repair), journal.open(ExecutionType.STATEMENT, 10));
        journal.keep(batch(5, at(Events.ended("r1"), 50)));
        journal.keep(batch(6, repair));

        assertEquals(List.of(), journal.open(ExecutionType.STATEMENT, 10));
        assertEquals(0, journal.openCount());
        assertEquals(7, journal.forget(TimeSpan.instant(60)));
        journal.close();
    }

    @Test
    void wideEventsAreHandedOverInSmallerBatches() throws Exception {
        JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(folder));
        ExecutionEvent wide = Events.launched("w".repeat(10_000));
        journal.keep(batch(0, wide, wide, wide, Events.launched("s")));

        JournalBacklog.Pending two = journal.pending(500, 25_000);
        assertEquals(List.of(wide, wide), two.events());
        assertTrue(two.more());
        journal.handedOver(two.entries());
        // One that is too wide by itself goes alone.
        assertEquals(List.of(wide), journal.pending(500, 1).events());
        assertEquals(
                List.of(wide, Events.launched("s")), journal.pending(500, ANY).events());
        assertFalse(journal.pending(500, ANY).more());
        journal.close();
    }

    @Test
    void anExecutionIsForgottenWholeOrNotAtAll() throws Exception {
        JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(folder));
        // The launch as the caller's clock has it; the end as the warehouse's has it, a little later.
        ExecutionEvent launch = at(Events.launched("s1"), 5);
        ExecutionEvent end = at(Events.ended("s1"), 7);
        ExecutionEvent session = at(Events.launched(null), 5);
        journal.keep(batch(0, launch, end, session));

        assertEquals(1, journal.forget(TimeSpan.instant(6)));
        assertEquals(List.of(launch, end), read(journal));
        assertEquals(2, journal.forget(TimeSpan.instant(8)));
        journal.close();
    }

    @Test
    void whatAHostDoesNotHaveYetIsNotForgotten() throws Exception {
        DataSource database = JournalDatabase.h2(folder);
        JdbcJournal before = new JdbcJournal(database);
        before.keep(batch(0, Events.ended("s0")));
        before.close();
        JdbcJournal journal = new JdbcJournal(database);
        JournalHandover handover = new JournalHandover(journal, HostHandover.to("http://127.0.0.1:1", null));
        journal.keep(batch(0, Events.launched("s1"), Events.ended("s1"), Events.ended("s2")));

        assertEquals(0, journal.forget(Instant.MAX));
        // Another one, which knows of no host, leaves what waits for it.
        assertEquals(1, new JdbcJournal(database).forget(Instant.MAX));
        journal.handedOver(journal.pending(1, ANY).entries());
        assertEquals(0, journal.forget(Instant.MAX));
        journal.handedOver(journal.pending(1, ANY).entries());
        assertEquals(2, journal.forget(Instant.MAX));
        assertEquals(List.of(Events.ended("s2")), journal.pending(10, ANY).events());
        assertEquals(1, journal.forgetAll(Instant.MAX));
        handover.close();
    }

    @Test
    void anotherJournalFindsWhatTheFirstKept() throws Exception {
        JdbcJournal first = new JdbcJournal(JournalDatabase.h2(folder));
        first.keep(batch(0, Events.launched("s1")));
        first.close();

        JdbcJournal second = new JdbcJournal(JournalDatabase.h2(folder));
        second.keep(batch(0, Events.ended("s1")));
        assertEquals(List.of(), second.open(ExecutionType.STATEMENT, 10));
        second.close();
    }

    @Test
    void aDatabaseThatIsAwayIsTriedUntilItIsBack() throws Exception {
        AtomicInteger refusals = new AtomicInteger(3);
        DataSource flaky = new Delegating(JournalDatabase.h2(folder)) {
            @Override
            public Connection getConnection() throws SQLException {
                if (refusals.getAndDecrement() > 0) {
                    throw new SQLException("no space left on device", "53100");
                }
                return super.getConnection();
            }
        };
        JdbcJournal journal = new JdbcJournal(flaky);
        try (BoundedRecorder recorder = new BoundedRecorder(journal, Clock.systemUTC())) {
            recorder.record(Events.launched("s1"));
            assertTrue(recorder.flush(Duration.ofSeconds(60)));
            assertEquals(3, recorder.stats().retries());
        }
        assertEquals(List.of(Events.launched("s1")), read(journal));
    }

    @Test
    void whatTheDatabaseDoesNotTakeIsLeftOutAndTheRestIsKept() throws Exception {
        DataSource database = JournalDatabase.h2(folder);
        JdbcJournal journal = new JdbcJournal(database);
        journal.keep(batch(0, Events.launched("s1")));
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("ALTER TABLE cost_insights_execution_event ALTER COLUMN id VARCHAR(3)");
        }
        journal.keep(new EventBatch(
                1, 1, 0, List.of(Events.launched("s2"), Events.launched("long"), Events.launched("s3"))));

        assertEquals(
                List.of("s1", "s2", "s3"),
                read(journal).stream().map(ExecutionEvent::id).toList());
        assertEquals(1, journal.refused());
        assertEquals(1, journal.lost());
        journal.close();
    }

    /** What a part holds; its sum is what the journal says of it when it is asked for the sum alone. */
    private static List<ExecutionEvent> part(JdbcJournal journal, Set<ExecutionType> types, long from, long before)
            throws SQLException {
        JournalPart part = new JournalPart(types, from, before);
        List<ExecutionEvent> events = new ArrayList<>();
        String sum = journal.read(part, events::add);
        assertEquals(List.of(sum), journal.sums(List.of(part)));
        return events;
    }

    private static List<String> sums(JdbcJournal journal) throws SQLException {
        return journal.sums(List.of(
                new JournalPart(Set.of(ExecutionType.STATEMENT), Long.MIN_VALUE, Long.MAX_VALUE),
                new JournalPart(Set.of(ExecutionType.JOB_RUN), Long.MIN_VALUE, Long.MAX_VALUE)));
    }

    static EventBatch batch(long sequence, ExecutionEvent... events) {
        return new EventBatch(sequence, 0, 0, List.of(events));
    }

    private static ExecutionEvent at(ExecutionEvent event, long startMicros) {
        return new ExecutionEvent(
                event.type(),
                event.id(),
                event.phase(),
                event.outcome(),
                startMicros,
                event.durationMicros(),
                event.context(),
                event.place(),
                event.details());
    }

    static List<ExecutionEvent> read(JdbcJournal journal) throws SQLException {
        List<ExecutionEvent> events = new ArrayList<>();
        journal.read(Long.MAX_VALUE, events::add);
        return events;
    }

    /** A data source that a test changes a little. */
    private static class Delegating implements DataSource {
        private final DataSource source;

        Delegating(DataSource source) {
            this.source = source;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return source.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return source.getConnection(user, password);
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return source.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            source.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            source.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return source.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return source.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return source.isWrapperFor(type);
        }
    }
}
