package dev.costinsights.plugin.sql.statements;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.sql.QueryHistoryAPI;
import com.databricks.sdk.service.sql.StatementExecutionAPI;
import com.databricks.sdk.service.sql.StatementExecutionService;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.plugin.sql.history.WrappedHistories;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a tagging service before a client's Statement Execution service, in place. What the caller took from the client
 * before stays bare.
 */
public final class WorkspaceClientPropagator implements TagPropagator<WorkspaceClient> {

    private final Function<AttributionScope, Tracking> trackings;
    private final WrappedHistories histories;

    /** @param histories gets the query history of each client, to ask it for ends later */
    public WorkspaceClientPropagator(Function<AttributionScope, Tracking> trackings, WrappedHistories histories) {
        this.trackings = trackings;
        this.histories = histories;
    }

    @Override
    public String name() {
        return "sql-statement-execution";
    }

    @Override
    public Class<WorkspaceClient> carrier() {
        return WorkspaceClient.class;
    }

    @Override
    public WorkspaceClient inject(WorkspaceClient client, AttributionScope scope) {
        if (client == null) {
            return null;
        }
        Tracking tracking = trackings.apply(scope);
        try {
            if (client.statementExecution() != null
                    && client.statementExecution().getClass() != StatementExecutionAPI.class) {
                // The client would make a StatementExecutionAPI of its own, without what the caller's does.
                tracking.undone("sql: a StatementExecutionAPI of the caller's own class is used as it is", null);
                return client;
            }
            StatementExecutionService service = bare(client.statementExecution().impl(), scope);
            if (service != null) {
                String host = host(client.config());
                QueryHistoryAPI history = client.queryHistory();
                client.withStatementExecutionImpl(wrap(service, new StatementTracking(tracking, host)));
                if (history != null) {
                    histories.add(host, history.impl());
                }
            }
        } catch (Throwable e) {
            tracking.undone("sql: a workspace client's statement execution cannot be wrapped", e);
        }
        return client;
    }

    @Override
    public Optional<AttributionContext> extract(TagView view) {
        return Optional.empty();
    }

    /** What is to be wrapped; null when there is nothing, or this engine has done so. Another engine's wrapper goes. */
    private static StatementExecutionService bare(StatementExecutionService service, AttributionScope scope) {
        return service != null
                        && Proxy.isProxyClass(service.getClass())
                        && Proxy.getInvocationHandler(service) instanceof ServiceHandler known
                ? known.behind(scope)
                : service;
    }

    private static StatementExecutionService wrap(StatementExecutionService service, StatementTracking tracking) {
        return (StatementExecutionService) Proxy.newProxyInstance(
                StatementExecutionService.class.getClassLoader(),
                new Class<?>[] {StatementExecutionService.class},
                new ServiceHandler(service, tracking));
    }

    /**
     * A workspace's name as executions have it; null when the address is none.
     *
     * @param config null in a client that was made for a test
     */
    private static String host(DatabricksConfig config) {
        try {
            String url = config == null ? null : config.getHost();
            String host = url == null ? null : URI.create(url).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
