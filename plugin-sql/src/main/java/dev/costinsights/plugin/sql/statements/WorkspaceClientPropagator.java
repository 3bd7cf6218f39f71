package dev.costinsights.plugin.sql.statements;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.sql.StatementExecutionService;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a tagging service before a client's Statement Execution service, in place. What the caller took from the client
 * before stays bare.
 */
public final class WorkspaceClientPropagator implements TagPropagator<WorkspaceClient> {

    private final Function<AttributionScope, Tracking> trackings;

    public WorkspaceClientPropagator(Function<AttributionScope, Tracking> trackings) {
        this.trackings = trackings;
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
            StatementExecutionService service = client.statementExecution().impl();
            if (service != null && !isWrapped(service)) {
                client.withStatementExecutionImpl(wrap(service, client, tracking));
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

    private static boolean isWrapped(StatementExecutionService service) {
        return Proxy.isProxyClass(service.getClass()) && Proxy.getInvocationHandler(service) instanceof ServiceHandler;
    }

    private static StatementExecutionService wrap(
            StatementExecutionService service, WorkspaceClient client, Tracking tracking) {
        String host = client.config() == null ? null : client.config().getHost();
        return (StatementExecutionService) Proxy.newProxyInstance(
                StatementExecutionService.class.getClassLoader(),
                new Class<?>[] {StatementExecutionService.class},
                new ServiceHandler(service, new StatementTracking(tracking, host)));
    }
}
