package dev.costinsights.workspace.server.statements;

import dev.costinsights.workspace.server.sql.Execution;
import dev.costinsights.workspace.server.sql.Result;
import dev.costinsights.workspace.server.sql.Session;
import dev.costinsights.workspace.server.sql.SqlFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A statement that was sent, and what became of it. Any thread. */
final class StatementRun {
    private final String id;
    private final StatementRequest request;
    private final Session session;
    private final Execution execution;
    private final CountDownLatch over = new CountDownLatch(1);
    private StatementState state = StatementState.PENDING;
    private Result result;
    private SqlFailure failure;

    StatementRun(String id, StatementRequest request, Session session, Execution execution) {
        this.id = id;
        this.request = request;
        this.session = session;
        this.execution = execution;
    }

    String id() {
        return id;
    }

    StatementRequest request() {
        return request;
    }

    Session session() {
        return session;
    }

    Execution execution() {
        return execution;
    }

    synchronized StatementState state() {
        return state;
    }

    synchronized Optional<Result> result() {
        return Optional.ofNullable(result);
    }

    synchronized Optional<SqlFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether it may run: false when it was cancelled or closed while it waited. */
    synchronized boolean begin() {
        if (state != StatementState.PENDING) {
            return false;
        }
        state = StatementState.RUNNING;
        return true;
    }

    synchronized void succeed(Result rows) {
        if (state.over()) {
            rows.close();
        } else {
            state = StatementState.SUCCEEDED;
            result = rows;
        }
        over.countDown();
    }

    synchronized void fail(SqlFailure reason) {
        if (!state.over()) {
            state = StatementState.FAILED;
            failure = reason;
        }
        over.countDown();
    }

    /** Nothing happens when it is over. */
    void cancel() {
        synchronized (this) {
            if (state.over()) {
                return;
            }
            state = StatementState.CANCELED;
        }
        execution.cancel();
        over.countDown();
    }

    /** Frees the result; the statement's state is CLOSED from then on. */
    void close() {
        cancel();
        synchronized (this) {
            if (result != null) {
                result.close();
                result = null;
            }
            state = StatementState.CLOSED;
        }
    }

    void await(Duration time) throws InterruptedException {
        over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
