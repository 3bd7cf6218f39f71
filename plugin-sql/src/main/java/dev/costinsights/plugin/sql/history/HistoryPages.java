package dev.costinsights.plugin.sql.history;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.service.sql.ListQueriesResponse;
import com.databricks.sdk.service.sql.ListQueryHistoryRequest;
import com.databricks.sdk.service.sql.QueryFilter;
import com.databricks.sdk.service.sql.QueryHistoryService;
import com.databricks.sdk.service.sql.QueryInfo;
import com.databricks.sdk.service.sql.TimeRange;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The query history, a page at a time. The SDK waits and retries by itself when it is asked to slow down. */
record HistoryPages(QueryHistoryService service) {

    private static final long PAGE = 1000;

    /** From a moment to before another, in microseconds; both ends belong to the API's range. */
    static TimeRange range(long start, long end) {
        return new TimeRange().setStartTimeMs(start / 1000).setEndTimeMs(end / 1000 - 1);
    }

    Cursor from(QueryFilter filter) {
        return new Cursor(filter);
    }

    /** The SDK does not heed interrupts while it reads; whoever waits for it here does. */
    private ListQueriesResponse list(ListQueryHistoryRequest request) throws InterruptedException {
        CompletableFuture<ListQueriesResponse> answer = CompletableFuture.supplyAsync(() -> service.list(request));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static CostInsightsException failure(Throwable cause) {
        int status = cause instanceof DatabricksError error ? error.getStatusCode() : 0;
        ErrorCode code =
                switch (status) {
                    case 400 -> ErrorCode.CONFIGURATION;
                    case 401, 403 -> ErrorCode.PERMISSION;
                    case 404 -> ErrorCode.NOT_FOUND;
                    case 429 -> ErrorCode.THROTTLED;
                    default -> ErrorCode.UNAVAILABLE;
                };
        return new CostInsightsException(code, "the query history cannot be read: " + cause.getMessage(), cause);
    }

    /** Goes from page to page of one question. */
    final class Cursor {
        private final QueryFilter filter;
        private final Set<String> seen = new HashSet<>();
        private String token;
        private boolean ended;
        private Collection<QueryInfo> page = List.of();

        private Cursor(QueryFilter filter) {
            this.filter = filter;
        }

        /** False when there are no more. */
        boolean next() throws InterruptedException {
            if (ended) {
                return false;
            }
            // With a token the API takes nothing else.
            ListQueryHistoryRequest request = token == null
                    ? new ListQueryHistoryRequest().setFilterBy(filter)
                    : new ListQueryHistoryRequest().setPageToken(token);
            ListQueriesResponse answer = list(request.setMaxResults(PAGE).setIncludeMetrics(true));
            page = answer.getRes() == null ? List.of() : answer.getRes();
            token = answer.getNextPageToken();
            ended = !Boolean.TRUE.equals(answer.getHasNextPage()) || token == null || token.isEmpty();
            if (!ended && !seen.add(token)) {
                throw new CostInsightsException(
                        ErrorCode.INVALID_INPUT, "the query history gives the same page again and again: " + token);
            }
            return true;
        }

        Collection<QueryInfo> page() {
            return page;
        }
    }
}
