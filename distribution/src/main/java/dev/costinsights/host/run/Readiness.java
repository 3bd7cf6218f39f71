package dev.costinsights.host.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Why a host that serves cannot do its work now, or nothing: one of its threads has ended, or the database cannot be reached
 * in which it keeps executions. That is asked every few seconds at most, however often somebody wants to know. Any thread.
 */
public final class Readiness implements Supplier<Optional<String>> {

    private static final long PAUSE = Duration.ofSeconds(5).toNanos();
    private static final int SECONDS_TO_ANSWER = 2;

    private final List<Supplier<Optional<String>>> threads;
    private final DataSource recordings;
    private Optional<String> known = Optional.empty();
    private long due = System.nanoTime();

    /** @param threads each says why it will work no more, or nothing */
    public Readiness(List<Supplier<Optional<String>>> threads, DataSource recordings) {
        this.threads = List.copyOf(threads);
        this.recordings = recordings;
    }

    @Override
    public Optional<String> get() {
        for (Supplier<Optional<String>> thread : threads) {
            Optional<String> problem = thread.get();
            if (problem.isPresent()) {
                return problem;
            }
        }
        return database();
    }

    private synchronized Optional<String> database() {
        if (System.nanoTime() - due >= 0) {
            known = ask();
            due = System.nanoTime() + PAUSE;
        }
        return known;
    }

    private Optional<String> ask() {
        try (Connection connection = recordings.getConnection()) {
            return connection.isValid(SECONDS_TO_ANSWER)
                    ? Optional.empty()
                    : Optional.of("the database of executions does not answer");
        } catch (SQLException e) {
            // What it says may hold the address; the log of whoever hands executions over has it.
            return Optional.of("the database of executions cannot be reached; see store.url, or the home folder");
        }
    }
}
