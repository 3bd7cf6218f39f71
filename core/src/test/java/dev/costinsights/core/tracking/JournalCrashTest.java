package dev.costinsights.core.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that records is killed at any moment, again and again, on the same database. The journal always opens again,
 * everything that was acknowledged is in it, and it has no holes: each life's events from the first to some last one.
 *
 * <p>{@code -Dcostinsights.kills=1000} kills as often. A life closes its database now and then, and so does the test between
 * two lives: closing moves what is in the file, and leaves gaps that later commits go into.
 */
class JournalCrashTest {

    private static final int KILLS = Integer.getInteger("costinsights.kills", 4);
    private static final int LIVES = 20;
    private static final int CHECK_EVERY = 20;
    private static final long SEED =
            Long.getLong("costinsights.seed", ThreadLocalRandom.current().nextLong());

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsThereAfterEveryKill() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Set<String> acknowledged = new HashSet<>();
        long all = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> some = killedAfter(kill, random.nextInt(1, 40), random.nextInt(30));
            all += some.size();
            acknowledged.addAll(some);
            if (kill % CHECK_EVERY == CHECK_EVERY - 1 || kill == KILLS - 1) {
                check(acknowledged, "after " + (kill + 1) + " kills, seed " + SEED);
                if (random.nextInt(3) == 0) {
                    forget();
                    acknowledged.clear();
                }
            } else if (random.nextInt(3) == 0) {
                JournalDatabase.h2(folder).getConnection().close();
            }
        }
        assertTrue(all >= KILLS, all + " acknowledged");
    }

    /** Leaves room in the file, where later events go. */
    private void forget() throws SQLException {
        JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(folder));
        journal.forgetAll(Instant.MAX);
        journal.close();
    }

    private void check(Set<String> acknowledged, String when) throws SQLException {
        JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(folder));
        Map<String, BitSet> kept = new HashMap<>();
        journal.read(Long.MAX_VALUE, event -> {
            String[] id = event.id().split("-", -1);
            kept.computeIfAbsent(id[0], life -> new BitSet()).set(Integer.parseInt(id[1]));
        });
        assertEquals(0, journal.lost(), "dropped by a recorder and not by the journal");
        journal.close();
        Set<String> lost = new TreeSet<>();
        for (String id : acknowledged) {
            String[] parts = id.split("-", -1);
            if (!kept.getOrDefault(parts[0], new BitSet()).get(Integer.parseInt(parts[1]))) {
                lost.add(id);
            }
        }
        assertEquals(Set.of(), lost, when);
        kept.forEach(
                (life, events) -> assertEquals(events.length(), events.cardinality(), "life " + life + " " + when));
    }

    /**
     * A copy of the file is what a kill at that moment leaves. Short lives with small batches make many gaps in the file, of
     * many sizes: without care, a copy in ten or so lacks its last batches.
     */
    @Test
    void aBatchThatIsKeptIsFoundInACopyOfTheFile() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        int events = 0;
        for (int life = 0; life < LIVES; life++) {
            JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(folder));
            for (int batch = 0; batch < 5; batch++) {
                List<ExecutionEvent> some = new ArrayList<>();
                for (int more = random.nextInt(1, 20); more > 0; more--) {
                    some.add(Events.launched("0-" + events++));
                }
                journal.keep(new EventBatch(0, 0, 0, some));
                Files.copy(
                        folder.resolve("journal.mv.db"),
                        copy.resolve("journal.mv.db"),
                        StandardCopyOption.REPLACE_EXISTING);
                assertEquals(events, count(copy), "life " + life + " batch " + batch + " seed " + SEED);
                if (random.nextInt(5) == 0) {
                    // Writes of another connection's, between two batches.
                    journal.forgetAll(Instant.EPOCH);
                    JournalBacklog.Pending pending = journal.pending(5, Long.MAX_VALUE);
                    journal.handedOver(pending.entries());
                }
            }
            journal.close();
        }
    }

    private static long count(Path folder) throws SQLException {
        try (Connection connection = JournalDatabase.h2(folder).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM cost_insights_execution_event")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Runs a child until it has acknowledged some batches, and a little longer; what it acknowledged. */
    private List<String> killedAfter(int round, int batches, int millis) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        String.valueOf(round))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            int seen = 0;
            String line = lines.readLine();
            while (line != null && seen < batches) {
                // A line that the kill cut off acknowledges nothing.
                if (line.endsWith(".")) {
                    acknowledged.addAll(
                            List.of(line.substring(0, line.length() - 1).split(" ")));
                }
                seen++;
                line = seen < batches ? lines.readLine() : line;
            }
            Thread.sleep(millis);
            // Through its handle: the process itself would close what it still has to say.
            child.toHandle().destroyForcibly();
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(".")) {
                    acknowledged.addAll(
                            List.of(line.substring(0, line.length() - 1).split(" ")));
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    /** The process that is killed: it records without end and says what is safe. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws InterruptedException {
            JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(Path.of(args[0])));
            SplittableRandom random = new SplittableRandom();
            ExecutionKeeper telling = new ExecutionKeeper() {
                @Override
                public void keep(EventBatch batch) throws Exception {
                    journal.keep(batch);
                    List<String> ids =
                            batch.events().stream().map(ExecutionEvent::id).toList();
                    if (!ids.isEmpty()) {
                        System.out.println(String.join(" ", ids) + ".");
                    }
                    if (random.nextInt(20) == 0) {
                        // The database closes with its last connection, and is opened again for the next batch.
                        journal.close();
                    }
                }

                @Override
                public void close() {
                    journal.close();
                }
            };
            BoundedRecorder recorder = new BoundedRecorder(telling, Clock.systemUTC());
            for (int i = 0; ; i++) {
                recorder.record(Events.launched(args[1] + "-" + i));
                // Several batches a second, and small ones: what matters is the moment of the kill.
                if (i % 4 == 0) {
                    Thread.sleep(4);
                }
                while (recorder.stats().waitingBytes() > BoundedRecorder.DEFAULT_BYTES / 2) {
                    // What the recorder drops would be a hole that is not the journal's fault.
                    Thread.sleep(1);
                }
            }
        }
    }
}
