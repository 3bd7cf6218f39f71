package dev.costinsights.plugin.sql.history;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.sql.QueryFilter;
import com.databricks.sdk.service.sql.QueryInfo;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.LiveSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements as the Query History API shows them, day by day and page by page. They are what {@code system.query.history}
 * holds, without account, pipelines and the principal's name where the API hides it.
 */
public final class QueryHistorySource implements LiveSource {

    private static final long DAY = 86_400 * TimeSpan.SECOND;

    /** Usage records of up to 49 hours exist, and statements that run for a day; either's neighbours matter. */
    private static final long MARGIN = 3 * DAY;

    private static final Pattern AZURE = Pattern.compile("https?://adb-([0-9]+)\\..*");

    private final HistorySettings settings;

    public QueryHistorySource(HistorySettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "query-history";
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
        WorkspaceClient client = HistoryClient.open(settings);
        HistoryPages pages = new HistoryPages(client.queryHistory().impl());
        QueryFacts reader = new QueryFacts(workspaceId(client.config()));
        long end = request.window().endMicros() + MARGIN;
        long taken = 0;
        for (long day = request.window().startMicros() - MARGIN; day < end; day += DAY) {
            HistoryPages.Cursor cursor = pages.from(
                    new QueryFilter().setQueryStartTimeRange(HistoryPages.range(day, Math.min(day + DAY, end))));
            while (cursor.next()) {
                for (QueryInfo query : cursor.page()) {
                    taken += push(reader.statement(query), facts);
                }
                requireFewerThanMost(taken);
            }
        }
        facts.readable(SystemTable.QUERY_HISTORY);
    }

    private static int push(Optional<dev.costinsights.core.model.Statement> statement, FactSink facts) {
        statement.ifPresent(facts::statement);
        return statement.isPresent() ? 1 : 0;
    }

    private void requireFewerThanMost(long taken) {
        if (taken > settings.most()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the query history holds more than " + settings.most()
                            + " statements around the window; ask for a shorter window or raise sql.history_limit");
        }
    }

    private String workspaceId(DatabricksConfig config) {
        if (settings.workspaceId() != null) {
            return settings.workspaceId();
        }
        if (config.getWorkspaceId() != null) {
            return config.getWorkspaceId();
        }
        Matcher azure = AZURE.matcher(config.getHost());
        if (azure.matches()) {
            return azure.group(1);
        }
        throw new CostInsightsException(
                ErrorCode.CONFIGURATION,
                "the number of workspace " + config.getHost()
                        + " is not known, and its statements cannot be laid beside the bill; set"
                        + " sql.history_workspace_id");
    }
}
