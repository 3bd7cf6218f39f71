package dev.costinsights.core.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that records is killed at any moment, again and again, on the same database. The journal always opens again, and
 * what is in it has no holes: each life's events from the first to some last one.
 *
 * <p>{@code -Dcostinsights.kills=1000} kills as often, and then also asks that everything that was acknowledged is there. H2
 * 2.5 does not always keep that: the end of a life is missing after some kills, see the documentation of recording.
 */
class JournalCrashTest {

    private static final int KILLS = Integer.getInteger("costinsights.kills", 4);
    private static final boolean STRICT = Integer.getInteger("costinsights.kills") != null;
    private static final int CHECK_EVERY = 20;

    @TempDir
    Path folder;

    @Test
    void theJournalOpensAfterEveryKillAndHasNoHoles() throws Exception {
        long seed =
                Long.getLong("costinsights.seed", ThreadLocalRandom.current().nextLong());
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(killedAfter(kill, random.nextInt(1, 40), random.nextInt(30)));
            if (kill % CHECK_EVERY == CHECK_EVERY - 1 || kill == KILLS - 1) {
                check(acknowledged, "after " + (kill + 1) + " kills, seed " + seed);
            }
        }
        assertTrue(acknowledged.size() >= KILLS, acknowledged.size() + " acknowledged");
    }

    private void check(Set<String> acknowledged, String when) throws SQLException {
        JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(folder));
        Map<String, BitSet> kept = new HashMap<>();
        journal.read(Long.MAX_VALUE, event -> {
            String[] id = event.id().split("-", -1);
            kept.computeIfAbsent(id[0], life -> new BitSet()).set(Integer.parseInt(id[1]));
        });
        journal.close();
        kept.forEach(
                (life, events) -> assertEquals(events.length(), events.cardinality(), "life " + life + " " + when));
        if (STRICT) {
            Set<String> lost = new HashSet<>();
            for (String id : acknowledged) {
                String[] parts = id.split("-", -1);
                if (!kept.getOrDefault(parts[0], new BitSet()).get(Integer.parseInt(parts[1]))) {
                    lost.add(id);
                }
            }
            assertEquals(Set.of(), lost, when);
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
            ExecutionKeeper telling = new ExecutionKeeper() {
                @Override
                public void keep(EventBatch batch) throws Exception {
                    journal.keep(batch);
                    List<String> ids =
                            batch.events().stream().map(ExecutionEvent::id).toList();
                    if (!ids.isEmpty()) {
                        System.out.println(String.join(" ", ids) + ".");
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
            }
        }
    }
}
