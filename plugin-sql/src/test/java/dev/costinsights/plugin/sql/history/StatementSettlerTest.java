package dev.costinsights.plugin.sql.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.sql.ListQueriesResponse;
import com.databricks.sdk.service.sql.ListQueryHistoryRequest;
import com.databricks.sdk.service.sql.QueryHistoryService;
import com.databricks.sdk.service.sql.QueryInfo;
import com.databricks.sdk.service.sql.QueryStatus;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.plugin.sql.Kept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statements that nobody polled to their end, and what the query history says of them. */
class StatementSettlerTest {

    private static final String HOST = "adb-1.1.azuredatabricks.net";
    private static final Instant NOW = Instant.parse("2026-10-31T00:00:00Z");
    private static final long MICROS = 1_000_000;

    private final List<ListQueryHistoryRequest> asked = new ArrayList<>();
    private final Map<String, QueryInfo> history = new HashMap<>();
    private final Kept kept = new Kept();
    private final WrappedHistories wrapped = new WrappedHistories();
    private final QueryHistoryService service = request -> {
        asked.add(request);
        return new ListQueriesResponse()
                .setRes(request.getFilterBy().getStatementIds().stream()
                        .filter(history::containsKey)
                        .map(history::get)
                        .toList());
    };

    @Test
    void each_outcome_is_told_with_the_duration_by_the_workspaces_clock_and_what_runs_stays_open() throws Exception {
        wrapped.add(HOST, service);
        put("done", QueryStatus.FINISHED);
        put("failed", QueryStatus.FAILED);
        put("canceled", QueryStatus.CANCELED);
        put("running", QueryStatus.RUNNING).setQueryEndTimeMs(null);

        settle(launch("done"), launch("failed"), launch("canceled"), launch("running"), launch("not there yet"));

        assertEquals(1, asked.size(), "one call for all");
        assertEquals(
                List.of(ExecutionOutcome.SUCCEEDED, ExecutionOutcome.FAILED, ExecutionOutcome.CANCELED),
                kept.events.stream().map(ExecutionEvent::outcome).toList());
        ExecutionEvent done = kept.events.get(0);
        assertEquals("done", done.id());
        assertEquals(ExecutionPhase.ENDED, done.phase());
        assertEquals(3_000_000, done.durationMicros());
        assertEquals(launch("done").startMicros(), done.startMicros());
        assertEquals(launch("done").context(), done.context());
        assertEquals(launch("done").place(), done.place());
        assertEquals(List.of(), kept.undone);
    }

    @Test
    void an_end_without_a_time_has_no_duration() throws Exception {
        wrapped.add(HOST, service);
        put("done", QueryStatus.FINISHED).setQueryEndTimeMs(null);

        settle(launch("done"));

        assertEquals(-1, kept.event().durationMicros());
    }

    @Test
    void ids_go_fifty_at_a_time_with_the_range_they_are_in() throws Exception {
        wrapped.add(HOST, service);
        ExecutionEvent[] launches =
                IntStream.range(0, 120).mapToObj(i -> launch("s" + i)).toArray(ExecutionEvent[]::new);

        settle(launches);

        assertEquals(3, asked.size());
        assertEquals(50, asked.get(0).getFilterBy().getStatementIds().size());
        assertEquals(20, asked.get(2).getFilterBy().getStatementIds().size());
        long start = launches[0].startMicros() / 1000;
        var range = asked.get(0).getFilterBy().getQueryStartTimeRange();
        assertTrue(range.getStartTimeMs() < start && start < range.getEndTimeMs(), range.toString());
    }

    @Test
    void what_the_history_has_forgotten_after_thirty_days_is_over_with_an_unknown_end() throws Exception {
        wrapped.add(HOST, service);
        put("kept", QueryStatus.FINISHED);

        settle(launch("forgotten", Duration.ofDays(31)), launch("kept", Duration.ofDays(31)));

        assertEquals(ExecutionOutcome.UNKNOWN, kept.events.get(0).outcome());
        assertEquals(-1, kept.events.get(0).durationMicros());
        assertEquals(ExecutionOutcome.SUCCEEDED, kept.events.get(1).outcome());
        assertNull(asked.get(0).getFilterBy().getQueryStartTimeRange(), "no range may be that old");
    }

    @Test
    void a_history_that_fails_is_left_alone_and_nothing_is_thrown() throws Exception {
        wrapped.add(HOST, request -> {
            asked.add(request);
            throw new IllegalStateException("no");
        });

        settle(IntStream.range(0, 120).mapToObj(i -> launch("s" + i)).toArray(ExecutionEvent[]::new));

        assertEquals(1, asked.size());
        assertEquals(List.of(), kept.events);
        assertEquals(1, kept.undone.size());
    }

    @Test
    void without_a_wrapped_client_our_own_is_made_once_and_asked_of_its_own_host_alone() throws Exception {
        put("done", QueryStatus.FINISHED);
        List<String> made = new ArrayList<>();
        StatementSettler settler = settler(host -> {
            made.add(host);
            return client(host);
        });
        assertEquals(List.of(), made, "not before it is needed");

        settler.settle(List.of(launch("done")), kept);
        settler.settle(List.of(launch("done"), elsewhere("secret")), kept);

        assertEquals(List.of(HOST), made);
        assertEquals(2, kept.events.size());
        assertEquals(1, kept.undone.size(), kept.undone.toString());
        asked.forEach(request ->
                assertEquals(List.of("done"), List.copyOf(request.getFilterBy().getStatementIds())));
    }

    @Test
    void where_no_client_can_be_made_statements_stay_open_and_nothing_is_thrown() throws Exception {
        HistorySettings nowhere = new HistorySettings(null, "none of this name", null, 1);

        new StatementSettler(wrapped, () -> HistoryClient.open(nowhere), Clock.fixed(NOW, ZoneOffset.UTC))
                .settle(List.of(launch("s1"), launch("s2")), kept);

        assertEquals(List.of(), kept.events);
        assertTrue(kept.undone.get(0).contains("sql.history_profile"), kept.undone.toString());
    }

    @Test
    void an_interrupt_ends_the_wait() {
        CountDownLatch never = new CountDownLatch(1);
        wrapped.add(HOST, request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new ListQueriesResponse();
        });
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> settle(launch("s1")));
        never.countDown();
    }

    private void settle(ExecutionEvent... open) throws InterruptedException {
        settler(host -> {
                    throw new AssertionError("the wrapped client is there");
                })
                .settle(List.of(open), kept);
    }

    private StatementSettler settler(Function<String, WorkspaceClient> own) {
        return new StatementSettler(wrapped, () -> own.apply(HOST), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private WorkspaceClient client(String host) {
        return new WorkspaceClient(true) {
            @Override
            public DatabricksConfig config() {
                return new DatabricksConfig().setHost("https://" + host);
            }
        }.withQueryHistoryImpl(service);
    }

    private QueryInfo put(String id, QueryStatus status) {
        QueryInfo query = new QueryInfo()
                .setQueryId(id)
                .setStatus(status)
                .setQueryStartTimeMs(1_000L)
                .setQueryEndTimeMs(4_000L);
        history.put(id, query);
        return query;
    }

    private static ExecutionEvent launch(String id) {
        return launch(id, Duration.ofHours(1));
    }

    private static ExecutionEvent launch(String id, Duration ago) {
        return event(HOST, id, ago);
    }

    private static ExecutionEvent elsewhere(String id) {
        return event("adb-2.2.azuredatabricks.net", id, Duration.ofHours(1));
    }

    private static ExecutionEvent event(String host, String id, Duration ago) {
        return new ExecutionEvent(
                ExecutionType.STATEMENT,
                id,
                ExecutionPhase.LAUNCHED,
                ExecutionOutcome.UNKNOWN,
                NOW.minus(ago).getEpochSecond() * MICROS,
                -1,
                AttributionContext.builder().opaqueId("a").build(),
                new ExecutionPlace(host, null, ResourceType.WAREHOUSE, "wh1", null),
                Map.of());
    }
}
