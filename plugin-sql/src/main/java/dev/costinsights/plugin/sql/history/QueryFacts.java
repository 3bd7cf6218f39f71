package dev.costinsights.plugin.sql.history;

import com.databricks.sdk.service.sql.ExternalQuerySource;
import com.databricks.sdk.service.sql.ExternalQuerySourceJobInfo;
import com.databricks.sdk.service.sql.QueryInfo;
import com.databricks.sdk.service.sql.QueryMetrics;
import com.databricks.sdk.service.sql.QueryTag;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.StatementOrigin;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.plugin.sql.tags.SqlText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an entry of the API as the row that {@code system.query.history} has for it. */
final class QueryFacts {

    private static final int ORIGINS = 1 << 14;

    /** As in plugin-systemtables: what a comment that carries a context has in it. */
    private static final List<String> MARKERS = List.of(
            "dagster_", "cost_insights_", "\"node_id\"", "\"invocation_id\"", "\"app\": \"dbt\"", "\"app\":\"dbt\"");

    private final String workspaceId;

    /** Equal origins as one instance; the one used longest ago goes first. */
    private final Map<StatementOrigin, StatementOrigin> origins = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StatementOrigin, StatementOrigin> eldest) {
            return size() > ORIGINS;
        }
    };

    QueryFacts(String workspaceId) {
        this.workspaceId = workspaceId;
    }

    /** Empty when it has not ended, or ran on no warehouse. */
    Optional<Statement> statement(QueryInfo query) {
        String warehouse = query.getWarehouseId() != null ? query.getWarehouseId() : query.getEndpointId();
        Long start = query.getQueryStartTimeMs();
        Long end = query.getExecutionEndTimeMs() != null ? query.getExecutionEndTimeMs() : query.getQueryEndTimeMs();
        if (query.getQueryId() == null || start == null || end == null || warehouse == null || warehouse.isEmpty()) {
            return Optional.empty();
        }
        QueryMetrics metrics = query.getMetrics() == null ? new QueryMetrics() : query.getMetrics();
        long fetch = millis(metrics.getResultFetchTimeMs());
        long begun = begun(metrics, end);
        return Optional.of(new Statement(
                query.getQueryId(),
                origin(query, warehouse),
                new TimeSpan(start * 1000, end * 1000),
                0,
                waited(metrics, begun),
                forCompute(metrics, begun),
                millis(metrics.getCompilationTimeMs()),
                millis(metrics.getExecutionTimeMs()),
                millis(metrics.getTaskTotalTimeMs()),
                fetch,
                Boolean.TRUE.equals(metrics.getResultFromCache())));
    }

    /** When waiting was over. */
    private static long begun(QueryMetrics metrics, long end) {
        Long compilation = metrics.getQueryCompilationStartTimestamp();
        return compilation == null || compilation <= 0 ? end : compilation;
    }

    /** From the first queue on, whichever that was: a statement may stand in both at once. */
    private static long waited(QueryMetrics metrics, long begun) {
        return Math.max(
                between(metrics.getProvisioningQueueStartTimestamp(), begun),
                between(metrics.getOverloadingQueueStartTimestamp(), begun));
    }

    /** Mostly a statement waits for compute first, and for a free place after that. */
    private static long forCompute(QueryMetrics metrics, long begun) {
        Long place = metrics.getOverloadingQueueStartTimestamp();
        Long compute = metrics.getProvisioningQueueStartTimestamp();
        boolean thenForPlace = place != null && compute != null && place > compute;
        return between(compute, thenForPlace ? place : begun);
    }

    private static long between(Long start, long end) {
        return start == null || start <= 0 ? 0 : Math.max(0, end - start);
    }

    private static long millis(Long duration) {
        return duration == null ? 0 : Math.max(0, duration);
    }

    private StatementOrigin origin(QueryInfo query, String warehouse) {
        StatementOrigin origin = StatementOrigin.builder()
                .workspaceId(workspaceId)
                .warehouseId(warehouse)
                .executedBy(query.getExecutedAsUserName() != null ? query.getExecutedAsUserName() : query.getUserName())
                .clientApplication(query.getClientApplication())
                .source(source(query.getQuerySource()))
                .queryTags(tags(query.getQueryTags()))
                .comment(comment(query.getQueryText()))
                .build();
        StatementOrigin known = origins.putIfAbsent(origin, origin);
        return known == null ? origin : known;
    }

    private static Map<String, String> tags(Collection<QueryTag> tags) {
        if (tags == null || tags.isEmpty()) {
            return Map.of();
        }
        Map<String, String> read = new LinkedHashMap<>();
        tags.forEach(tag -> read.put(tag.getKey(), tag.getValue()));
        return read;
    }

    private static String comment(String text) {
        String comments = SqlText.comments(text);
        return comments != null && MARKERS.stream().anyMatch(comments::contains) ? comments : null;
    }

    private static QuerySource source(ExternalQuerySource source) {
        if (source == null) {
            return QuerySource.NONE;
        }
        ExternalQuerySourceJobInfo job =
                source.getJobInfo() == null ? new ExternalQuerySourceJobInfo() : source.getJobInfo();
        QuerySource read = new QuerySource(
                job.getJobId(),
                job.getJobRunId(),
                job.getJobTaskRunId(),
                null,
                null,
                source.getNotebookId(),
                source.getDashboardId() != null ? source.getDashboardId() : source.getLegacyDashboardId(),
                source.getAlertId(),
                source.getSqlQueryId(),
                source.getGenieSpaceId());
        return read.equals(QuerySource.NONE) ? QuerySource.NONE : read;
    }
}
