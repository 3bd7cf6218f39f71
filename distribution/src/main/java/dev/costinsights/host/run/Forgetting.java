package dev.costinsights.host.run;

import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets recorded executions that are so old that no bill will be attributed with them any more. */
public final class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    /** System tables go back a year; a bill of its first day may be computed anew as long as that. */
    private static final Duration KEEP = Duration.ofDays(400);

    private static final Duration EVERY = Duration.ofDays(1);

    private final Settings settings;
    private final Clock clock;

    @Inject
    Forgetting(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Begins at once, and does it again every day until it is closed; empty where {@code recording.keep} is 0.
     *
     * @param recordings where executions rest
     */
    public Optional<RepeatedWork> start(DataSource recordings) {
        Duration keep = settings.host().duration(HostKeys.RECORDING_KEEP, KEEP);
        return keep.isZero()
                ? Optional.empty()
                : Optional.of(RepeatedWork.start("cost-insights-forgetting", EVERY, new Work(recordings, keep)));
    }

    private final class Work implements RepeatedWork.Work {

        private final JdbcJournal journal;
        private final Duration keep;

        Work(DataSource recordings, Duration keep) {
            this.journal = new JdbcJournal(recordings);
            this.keep = keep;
        }

        @Override
        public void once() throws SQLException {
            int events = journal.forget(clock.instant().minus(keep));
            LOG.info("forgot {} events of executions that began more than {} days ago", events, keep.toDays());
        }

        @Override
        public void failed(Throwable cause) {
            LOG.warn("old executions cannot be forgotten: {}", cause.toString());
            LOG.debug("in detail", cause);
        }
    }
}
