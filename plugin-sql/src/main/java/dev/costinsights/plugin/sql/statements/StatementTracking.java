package dev.costinsights.plugin.sql.statements;

import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.GetStatementRequest;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.plugin.sql.tags.SqlComment;
import dev.costinsights.plugin.sql.tracking.Execution;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.util.Objects;

/** What happens around the calls of one client. No method throws. */
final class StatementTracking {

    private final Tracking tracking;
    private final String host;
    private final OpenStatements open = new OpenStatements();

    /** @param host the workspace's name, or null */
    StatementTracking(Tracking tracking, String host) {
        this.tracking = tracking;
        this.host = host;
    }

    boolean isOf(AttributionScope engine) {
        return tracking.isOf(engine);
    }

    /** Null when there is nothing to record. */
    Execution begin() {
        try {
            AttributionContext context = tracking.context();
            return context.isEmpty() || !tracking.records() ? null : tracking.start(context);
        } catch (Throwable e) {
            tracking.undone("sql: a statement could not be prepared for recording", e);
            return null;
        }
    }

    /** The request with our tags: a copy, or the caller's own when there is nothing to add. */
    ExecuteStatementRequest tagged(ExecuteStatementRequest request) {
        try {
            AttributionContext context = tracking.context();
            if (context.isEmpty()) {
                return request;
            }
            if (request.getClass() != ExecuteStatementRequest.class) {
                tracking.undone("sql: a statement request of the caller's own class is not tagged", null);
                return request;
            }
            ExecuteStatementRequest tagged = request;
            if (tracking.channels().statementTags()) {
                tagged =
                        TaggedRequest.of(request, context, tracking.dialect(), reason -> tracking.undone(reason, null));
            }
            if (tracking.channels().comment()) {
                String text = SqlComment.append(
                        request.getStatement(), context, tracking.dialect(), reason -> tracking.undone(reason, null));
                if (!Objects.equals(text, request.getStatement())) {
                    tagged = (tagged == request ? TaggedRequest.copy(request) : tagged).setStatement(text);
                }
            }
            return tagged;
        } catch (Throwable e) {
            tracking.undone("sql: a statement request could not be tagged", e);
            return request;
        }
    }

    void answered(Execution execution, ExecuteStatementRequest request, Object answer) {
        try {
            if (execution == null || !(answer instanceof StatementResponse response)) {
                return;
            }
            ExecutionPlace place = place(request);
            ExecutionOutcome outcome = outcome(response);
            if (outcome != ExecutionOutcome.UNKNOWN) {
                tracking.ended(execution, place, response.getStatementId(), outcome);
            } else {
                open.add(response.getStatementId(), new OpenStatements.Open(execution, place));
                tracking.launched(execution, place, response.getStatementId());
            }
        } catch (Throwable e) {
            tracking.undone("sql: a statement could not be recorded", e);
        }
    }

    void failed(Execution execution, ExecuteStatementRequest request) {
        try {
            if (execution != null) {
                tracking.ended(execution, place(request), null, ExecutionOutcome.FAILED);
            }
        } catch (Throwable e) {
            tracking.undone("sql: a statement could not be recorded", e);
        }
    }

    /** The caller's own polling ends the record. */
    void polled(GetStatementRequest request, StatementResponse response) {
        try {
            ExecutionOutcome outcome = outcome(response);
            OpenStatements.Open statement =
                    outcome == ExecutionOutcome.UNKNOWN ? null : open.remove(request.getStatementId());
            if (statement != null) {
                tracking.ended(statement.execution(), statement.place(), request.getStatementId(), outcome);
            }
        } catch (Throwable e) {
            tracking.undone("sql: a statement could not be recorded", e);
        }
    }

    private ExecutionPlace place(ExecuteStatementRequest request) {
        return new ExecutionPlace(host, null, ResourceType.WAREHOUSE, request.getWarehouseId(), null);
    }

    private static ExecutionOutcome outcome(StatementResponse response) {
        StatementState state =
                response.getStatus() == null ? null : response.getStatus().getState();
        if (state == StatementState.SUCCEEDED || state == StatementState.CLOSED) {
            return ExecutionOutcome.SUCCEEDED;
        }
        if (state == StatementState.FAILED) {
            return ExecutionOutcome.FAILED;
        }
        return state == StatementState.CANCELED ? ExecutionOutcome.CANCELED : ExecutionOutcome.UNKNOWN;
    }
}
