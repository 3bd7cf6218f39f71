package dev.costinsights.plugin.sql.statements;

import static dev.costinsights.plugin.sql.Current.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.sql.CancelExecutionRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.GetStatementRequest;
import com.databricks.sdk.service.sql.GetStatementResultChunkNRequest;
import com.databricks.sdk.service.sql.ResultData;
import com.databricks.sdk.service.sql.StatementExecutionAPI;
import com.databricks.sdk.service.sql.StatementExecutionService;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import com.databricks.sdk.service.sql.StatementStatus;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.plugin.sql.Current;
import dev.costinsights.plugin.sql.Kept;
import dev.costinsights.plugin.sql.Trouble;
import dev.costinsights.plugin.sql.history.WrappedHistories;
import dev.costinsights.plugin.sql.tracking.Channels;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The Statement Execution service of a client, before and after wrapping. */
class ServiceTest {

    private final Fake fake = new Fake();
    private final Current current = new Current();
    private final Kept kept = new Kept();
    private final WorkspaceClient client = wrap(new Tracking(current, kept, Clock.systemUTC(), Channels.STANDARD));

    @Test
    void the_callers_request_is_never_changed_and_all_of_it_is_copied() {
        current.context = run("a");
        ExecuteStatementRequest request = new ExecuteStatementRequest()
                .setStatement("SELECT 1")
                .setWarehouseId("wh1")
                .setCatalog("c")
                .setRowLimit(7L)
                .setWaitTimeout("30s");
        String before = request.toString();

        client.statementExecution().executeStatement(request);

        assertEquals(before, request.toString());
        ExecuteStatementRequest sent = (ExecuteStatementRequest) fake.received.get(0);
        assertEquals(3, sent.getQueryTags().size());
        assertEquals(before, sent.setQueryTags(null).toString());
    }

    @Test
    void an_api_of_the_callers_own_class_is_left_in_its_client() {
        StatementExecutionAPI own = new StatementExecutionAPI(fake) {};
        WorkspaceClient owned = new WorkspaceClient(true).withStatementExecutionAPI(own);

        propagator(new Tracking(current, kept, Clock.systemUTC(), Channels.STANDARD))
                .inject(owned, current);

        assertSame(own, owned.statementExecution());
        assertEquals(List.of("sql: a StatementExecutionAPI of the caller's own class is used as it is"), kept.undone);
    }

    @Test
    void without_a_context_the_callers_own_request_goes_out() {
        ExecuteStatementRequest request = new ExecuteStatementRequest().setStatement("SELECT 1");

        client.statementExecution().executeStatement(request);

        assertSame(request, fake.received.get(0));
        assertEquals(List.of(), kept.events);
    }

    @Test
    void a_statement_that_runs_on_is_ended_by_the_callers_polling() {
        current.context = run("a");
        fake.state = StatementState.RUNNING;
        client.statementExecution().executeStatement(new ExecuteStatementRequest().setWarehouseId("wh1"));
        current.context = run("another");
        client.statementExecution().getStatement("01f0");
        fake.state = StatementState.CANCELED;
        client.statementExecution().getStatement("01f0");
        client.statementExecution().getStatement("01f0");

        assertEquals(2, kept.events.size());
        ExecutionEvent launched = kept.events.get(0);
        ExecutionEvent ended = kept.events.get(1);
        assertEquals(ExecutionPhase.LAUNCHED, launched.phase());
        assertEquals(ExecutionPhase.ENDED, ended.phase());
        assertEquals(ExecutionOutcome.CANCELED, ended.outcome());
        assertEquals("01f0", ended.id());
        assertEquals(run("a"), ended.context());
        assertEquals(launched.startMicros(), ended.startMicros());
    }

    @Test
    void whatever_is_thrown_comes_through_as_it_is_after_one_call() {
        List<Function<WorkspaceClient, Object>> calls = List.of(
                c -> c.statementExecution().executeStatement(new ExecuteStatementRequest()),
                c -> c.statementExecution().executeStatement((ExecuteStatementRequest) null),
                c -> c.statementExecution().getStatement("01f0"),
                c -> c.statementExecution().getStatementResultChunkN("01f0", 1L),
                c -> {
                    c.statementExecution().cancelExecution(new CancelExecutionRequest().setStatementId("01f0"));
                    return null;
                });
        for (Trouble trouble : Trouble.values()) {
            for (Throwable failure : List.of(new IllegalStateException("server"), new StackOverflowError())) {
                for (Function<WorkspaceClient, Object> call : calls) {
                    WorkspaceClient troubled = wrap(trouble.tracking(Trouble.CONTEXT));
                    fake.failure = failure;
                    fake.received.clear();

                    assertSame(failure, assertThrows(Throwable.class, () -> call.apply(troubled)), trouble.name());

                    assertEquals(1, fake.received.size(), trouble.name());
                }
            }
        }
    }

    @Test
    void whatever_of_ours_throws_the_answer_comes_through() {
        for (Trouble trouble : Trouble.values()) {
            StatementResponse response = wrap(trouble.tracking(Trouble.CONTEXT))
                    .statementExecution()
                    .executeStatement(new ExecuteStatementRequest().setStatement("SELECT 1"));

            assertSame(fake.response, response, trouble.name());
        }
    }

    @Test
    void wrapping_twice_is_wrapping_once() {
        StatementExecutionService once = client.statementExecution().impl();

        propagator(new Tracking(current, kept, Clock.systemUTC(), Channels.STANDARD))
                .inject(client, current);

        assertSame(once, client.statementExecution().impl());
        assertEquals(once, once);
        assertEquals(once.hashCode(), once.hashCode());
        assertEquals("fake", once.toString());
    }

    @Test
    void another_engine_takes_a_client_over() {
        current.context = run("a");
        Current other = new Current();
        other.context = run("b");
        Kept kepts = new Kept();

        propagator(new Tracking(other, kepts, Clock.systemUTC(), Channels.STANDARD))
                .inject(client, other);
        client.statementExecution().executeStatement(new ExecuteStatementRequest().setStatement("SELECT 1"));

        assertEquals(1, fake.received.size());
        assertEquals(
                "b",
                ((ExecuteStatementRequest) fake.received.get(0))
                        .getQueryTags().stream()
                                .filter(tag -> tag.getKey().equals("dagster_snowflake_opaque_id"))
                                .findFirst()
                                .orElseThrow()
                                .getValue());
        assertEquals(1, kepts.events.size());
        assertEquals(0, kept.events.size());
    }

    private WorkspaceClient wrap(Tracking tracking) {
        WorkspaceClient bare = new WorkspaceClient(true).withStatementExecutionImpl(fake);
        return propagator(tracking).inject(bare, current);
    }

    private static WorkspaceClientPropagator propagator(Tracking tracking) {
        return new WorkspaceClientPropagator(scope -> tracking, new WrappedHistories());
    }

    private static final class Fake implements StatementExecutionService {
        final List<Object> received = new ArrayList<>();
        StatementState state = StatementState.SUCCEEDED;
        StatementResponse response;
        Throwable failure;

        @Override
        public void cancelExecution(CancelExecutionRequest request) {
            take(request);
        }

        @Override
        public StatementResponse executeStatement(ExecuteStatementRequest request) {
            take(request);
            return answer();
        }

        @Override
        public StatementResponse getStatement(GetStatementRequest request) {
            take(request);
            return answer();
        }

        @Override
        public ResultData getStatementResultChunkN(GetStatementResultChunkNRequest request) {
            take(request);
            return new ResultData();
        }

        @Override
        public String toString() {
            return "fake";
        }

        private StatementResponse answer() {
            response = new StatementResponse().setStatementId("01f0").setStatus(new StatementStatus().setState(state));
            return response;
        }

        private void take(Object request) {
            received.add(request);
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
