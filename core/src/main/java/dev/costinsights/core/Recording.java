package dev.costinsights.core;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.tracking.BoundedRecorder;
import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.core.tracking.HostHandover;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.core.tracking.JournalHandover;
import dev.costinsights.core.tracking.NothingKept;
import dev.costinsights.core.tracking.RecorderStats;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The recorder of an engine: one that it was given, or its own, which the settings of the section {@code recording} and a
 * journal ask for.
 *
 * @param journal null for none
 */
record Recording(ExecutionRecorder recorder, JdbcJournal journal, boolean isOwn) {

    static final String SECTION = "recording";

    private static final long LEAST_MEMORY = 64 << 10;
    private static final long MOST_MEMORY = 1L << 30;

    /**
     * @param given null for the engine's own
     * @param database the journal's, null for none
     * @param problems gets what is wrong with the settings; nothing is recorded then
     */
    static Recording of(ExecutionRecorder given, DataSource database, Config settings, Clock clock, Problems problems) {
        JdbcJournal journal = database == null ? null : new JdbcJournal(database);
        return given != null
                ? new Recording(given, journal, false)
                : new Recording(own(journal, settings, clock, problems), journal, true);
    }

    private static ExecutionRecorder own(JdbcJournal journal, Config settings, Clock clock, Problems problems) {
        String url = settings.string("url").orElse(null);
        String token = settings.string("token").orElse(null);
        Problems found = new Problems();
        HostHandover host = url == null ? null : handover(url, token, found);
        long bytes = bytes(settings, found);
        settings.unread().forEach(key -> found.add("setting " + key + " is read by nobody; check its spelling"));
        problems.addAll(found);
        if (found.any() || (host == null && journal == null)) {
            return new NothingKept();
        }
        ExecutionKeeper keeper = host == null ? journal : journal == null ? host : new JournalHandover(journal, host);
        return new BoundedRecorder(keeper, clock, bytes);
    }

    private static HostHandover handover(String url, String token, Problems problems) {
        try {
            return HostHandover.to(url, token);
        } catch (IllegalArgumentException e) {
            problems.add("setting recording.url is " + e.getMessage(), e);
            return null;
        }
    }

    private static long bytes(Config settings, Problems problems) {
        try {
            return settings.integer("bytes", BoundedRecorder.DEFAULT_BYTES, LEAST_MEMORY, MOST_MEMORY);
        } catch (CostInsightsException e) {
            problems.add(e.getMessage(), e);
            return BoundedRecorder.DEFAULT_BYTES;
        }
    }

    /** Empty for a recorder that was given and is none of the engine's kinds. */
    Optional<RecorderStats> stats() {
        return recorder instanceof BoundedRecorder bounded
                ? Optional.of(bounded.stats())
                : recorder instanceof NothingKept none ? Optional.of(none.stats()) : Optional.empty();
    }

    /** False when it takes longer; true for a recorder that keeps nothing, or of which nobody knows. */
    boolean flush(Duration longest) throws InterruptedException {
        return !(recorder instanceof BoundedRecorder bounded) || bounded.flush(longest);
    }

    void restart() {
        if (isOwn && recorder instanceof BoundedRecorder own) {
            own.start();
        }
    }

    /** Closes the engine's own. */
    void close() {
        if (isOwn && recorder instanceof BoundedRecorder own) {
            own.close();
        }
    }
}
