package dev.costinsights.host.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a host that serves cannot do its work now, or nothing: one of its threads has ended, the database cannot be reached in
 * which it keeps executions, or its disk is full. A thread of its own looks every few seconds and may have to wait; whoever
 * asks never does. Any thread.
 */
public final class Readiness implements Supplier<Optional<String>>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int SECONDS_TO_ANSWER = 2;

    /** A database that does not say in that time how it is, is not. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private static final long LEAST_ROOM = 64L << 20;

    private final List<Supplier<Optional<String>>> threads;
    private final DataSource recordings;
    private final Path home;
    private final CountDownLatch looked = new CountDownLatch(1);
    private RepeatedWork looking;
    private volatile Seen seen = new Seen(System.nanoTime(), Optional.empty());

    /** What was seen, and when. */
    private record Seen(long at, Optional<String> problem) {}

    private Readiness(List<Supplier<Optional<String>>> threads, DataSource recordings, Path home) {
        this.threads = List.copyOf(threads);
        this.recordings = recordings;
        this.home = home;
    }

    /**
     * Begins to look. When it returns, it has seen something, unless that takes long.
     *
     * @param threads each says why it will work no more, or nothing, and at once
     * @param home where files are written
     */
    public static Readiness watch(List<Supplier<Optional<String>>> threads, DataSource recordings, Path home)
            throws InterruptedException {
        Readiness readiness = new Readiness(threads, recordings, home);
        readiness.looking = RepeatedWork.start("cost-insights-readiness", PAUSE, readiness.new Look());
        readiness.looked.await(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        return readiness;
    }

    @Override
    public Optional<String> get() {
        for (Supplier<Optional<String>> thread : threads) {
            Optional<String> problem = thread.get();
            if (problem.isPresent()) {
                return problem;
            }
        }
        Seen last = seen;
        return looked.getCount() > 0 || System.nanoTime() - last.at > LONGEST_SILENCE.toNanos()
                ? Optional.of("the database of executions does not answer")
                : last.problem;
    }

    @Override
    public void close() {
        looking.close();
    }

    /** One look. */
    private final class Look implements RepeatedWork.Work {

        @Override
        public void once() {
            see(database().or(Readiness.this::disk));
        }

        @Override
        public void failed(Throwable cause) {
            LOG.warn("the host cannot find out how it is", cause);
            see(Optional.of("the host cannot find out how it is; see its log"));
        }
    }

    private void see(Optional<String> problem) {
        seen = new Seen(System.nanoTime(), problem);
        looked.countDown();
    }

    private Optional<String> database() {
        try (Connection connection = recordings.getConnection()) {
            return connection.isValid(SECONDS_TO_ANSWER)
                    ? Optional.empty()
                    : Optional.of("the database of executions does not answer");
        } catch (SQLException e) {
            // What it says may hold the address; the log of whoever hands executions over has it.
            return Optional.of("the database of executions cannot be reached; see store.url, or the home folder");
        }
    }

    private Optional<String> disk() {
        try {
            return Files.getFileStore(home).getUsableSpace() < LEAST_ROOM
                    ? Optional.of("the disk of the home folder is full; make room")
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            // All is kept elsewhere as long as nothing makes it.
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the home folder cannot be looked at");
        }
    }
}
