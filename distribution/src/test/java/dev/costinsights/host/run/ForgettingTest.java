package dev.costinsights.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.config.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgettingTest {

    private static final Instant NOW = Instant.parse("2026-10-31T00:00:00Z");

    private final JdbcDataSource recordings = new JdbcDataSource();

    @BeforeEach
    void record() throws Exception {
        recordings.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        JdbcJournal journal = new JdbcJournal(recordings);
        journal.keep(new EventBatch(
                0,
                0,
                0,
                List.of(
                        event("old", 401, ExecutionPhase.ENDED),
                        event("open", 401, ExecutionPhase.LAUNCHED),
                        event("young", 399, ExecutionPhase.ENDED))));
        journal.close();
    }

    @Test
    void what_ended_and_began_more_than_400_days_ago_is_forgotten() throws Exception {
        try (RepeatedWork forgetting = forgetting(Settings.empty())) {
            assertEquals(List.of("open", "young"), await(2), forgetting::toString);
        }
    }

    @Test
    void how_long_is_a_setting() throws Exception {
        try (RepeatedWork forgetting = forgetting(Settings.empty().with("recording.keep", "30d", "a test"))) {
            assertEquals(List.of("open"), await(1), forgetting::toString);
        }
    }

    @Test
    void nothing_is_forgotten_where_that_is_nought() throws Exception {
        Settings settings = Settings.empty().with("recording.keep", "0", "a test");
        assertTrue(new Forgetting(settings, Clock.fixed(NOW, ZoneOffset.UTC))
                .start(recordings)
                .isEmpty());
    }

    private RepeatedWork forgetting(Settings settings) {
        return new Forgetting(settings, Clock.fixed(NOW, ZoneOffset.UTC))
                .start(recordings)
                .orElseThrow();
    }

    /** What is kept when only so many are left. */
    private List<String> await(int left) throws Exception {
        List<String> kept = List.of();
        for (int i = 0; i < 200 && kept.size() != left; i++) {
            Thread.sleep(50);
            List<String> ids = new ArrayList<>();
            new JdbcJournal(recordings).read(Long.MAX_VALUE, event -> ids.add(event.id()));
            kept = ids;
        }
        return kept;
    }

    private static ExecutionEvent event(String id, int daysAgo, ExecutionPhase phase) {
        return new ExecutionEvent(
                ExecutionType.JOB_RUN,
                id,
                phase,
                ExecutionOutcome.SUCCEEDED,
                TimeSpan.micros(NOW.minus(Duration.ofDays(daysAgo))),
                1,
                AttributionContext.builder().opaqueId("a").build(),
                ExecutionPlace.UNKNOWN,
                Map.of());
    }
}
