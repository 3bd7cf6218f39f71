package dev.costinsights.plugin.sql.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.service.sql.ExternalQuerySource;
import com.databricks.sdk.service.sql.ExternalQuerySourceJobInfo;
import com.databricks.sdk.service.sql.ListQueriesResponse;
import com.databricks.sdk.service.sql.ListQueryHistoryRequest;
import com.databricks.sdk.service.sql.QueryFilter;
import com.databricks.sdk.service.sql.QueryHistoryService;
import com.databricks.sdk.service.sql.QueryInfo;
import com.databricks.sdk.service.sql.QueryMetrics;
import com.databricks.sdk.service.sql.QueryTag;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The Query History API read as the rows of {@code system.query.history}. */
class QueryHistoryTest {

    private final QueryFacts facts = new QueryFacts("4711");

    @Test
    void an_entry_becomes_the_row_that_the_table_has_for_it() {
        QueryInfo query = query().setMetrics(new QueryMetrics()
                        .setProvisioningQueueStartTimestamp(1_000L)
                        .setOverloadingQueueStartTimestamp(1_400L)
                        .setQueryCompilationStartTimestamp(2_000L)
                        .setCompilationTimeMs(100L)
                        .setExecutionTimeMs(2_500L)
                        .setTaskTotalTimeMs(9_000L)
                        .setResultFetchTimeMs(50L)
                        .setResultFromCache(false))
                .setQueryTags(List.of(new QueryTag().setKey("dagster_run_id").setValue("r1")))
                .setQuerySource(new ExternalQuerySource()
                        .setNotebookId("n1")
                        .setJobInfo(
                                new ExternalQuerySourceJobInfo().setJobId("j1").setJobRunId("r2")))
                .setQueryText("SELECT 'secret' /* cost_insights_opaque_id='x' */");

        Statement statement = facts.statement(query).orElseThrow();

        assertEquals("q1", statement.statementId());
        assertEquals(new TimeSpan(1_000_000, 5_000_000), statement.span());
        assertEquals(400, statement.waitingForComputeMillis());
        assertEquals(1_000, statement.waitingMillis());
        assertEquals(100, statement.compilationMillis());
        assertEquals(2_500, statement.executionMillis());
        assertEquals(9_000, statement.totalTaskMillis());
        assertEquals(50, statement.resultFetchMillis());
        assertEquals("4711", statement.origin().workspaceId());
        assertEquals("wh1", statement.origin().warehouseId());
        assertEquals(Map.of("dagster_run_id", "r1"), statement.origin().queryTags());
        assertEquals("j1", statement.origin().source().jobId());
        assertEquals("r2", statement.origin().source().jobRunId());
        assertEquals("n1", statement.origin().source().notebookId());
        assertEquals("/* cost_insights_opaque_id='x' */", statement.origin().comment());
    }

    @Test
    void time_in_two_queues_at_once_is_waited_once() {
        for (long[] starts : new long[][] {{1_000, 1_400}, {1_400, 1_000}, {1_000, 1_000}}) {
            Statement statement = facts.statement(query().setMetrics(new QueryMetrics()
                            .setOverloadingQueueStartTimestamp(starts[0])
                            .setProvisioningQueueStartTimestamp(starts[1])
                            .setQueryCompilationStartTimestamp(2_500L)))
                    .orElseThrow();

            assertEquals(1_500, statement.waitingMillis());
            assertTrue(statement.waitingForComputeMillis() <= 1_500);
        }
    }

    @Test
    void what_still_runs_or_ran_on_no_warehouse_explains_nothing_yet() {
        assertEquals(Optional.empty(), facts.statement(query().setQueryEndTimeMs(null)));
        assertEquals(Optional.empty(), facts.statement(query().setWarehouseId(null)));
        assertEquals(Optional.empty(), facts.statement(new QueryInfo()));
    }

    @Test
    void equal_origins_are_one_instance() {
        assertTrue(facts.statement(query()).orElseThrow().origin()
                == facts.statement(query().setQueryId("q2")).orElseThrow().origin());
    }

    @Test
    void pages_are_followed_to_the_last() throws InterruptedException {
        List<ListQueryHistoryRequest> asked = new ArrayList<>();
        HistoryPages.Cursor cursor = pages(request -> {
                    asked.add(request);
                    return new ListQueriesResponse()
                            .setRes(List.of(query().setQueryId("q" + asked.size())))
                            .setHasNextPage(asked.size() < 3)
                            .setNextPageToken("t" + asked.size());
                })
                .from(new QueryFilter());

        List<String> ids = new ArrayList<>();
        while (cursor.next()) {
            cursor.page().forEach(query -> ids.add(query.getQueryId()));
        }

        assertEquals(List.of("q1", "q2", "q3"), ids);
        assertEquals(null, asked.get(1).getFilterBy());
        assertEquals("t1", asked.get(1).getPageToken());
    }

    @Test
    void an_api_that_goes_round_in_circles_is_left() throws InterruptedException {
        HistoryPages.Cursor cursor = pages(request ->
                        new ListQueriesResponse().setHasNextPage(true).setNextPageToken("same"))
                .from(new QueryFilter());
        cursor.next();

        CostInsightsException e = assertThrows(CostInsightsException.class, cursor::next);

        assertEquals(ErrorCode.INVALID_INPUT, e.code());
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_page() {
        CountDownLatch never = new CountDownLatch(1);
        HistoryPages.Cursor cursor = pages(request -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new ListQueriesResponse();
                })
                .from(new QueryFilter());
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, cursor::next);
        never.countDown();
    }

    private static HistoryPages pages(QueryHistoryService service) {
        return new HistoryPages(service);
    }

    private static QueryInfo query() {
        return new QueryInfo()
                .setQueryId("q1")
                .setWarehouseId("wh1")
                .setUserName("a@example.com")
                .setQueryStartTimeMs(1_000L)
                .setQueryEndTimeMs(5_000L);
    }
}
