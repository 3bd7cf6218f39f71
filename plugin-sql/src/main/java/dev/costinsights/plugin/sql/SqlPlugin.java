package dev.costinsights.plugin.sql;

import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.plugin.sql.driver.DriverLink;
import dev.costinsights.plugin.sql.history.HistoryClient;
import dev.costinsights.plugin.sql.history.HistorySettings;
import dev.costinsights.plugin.sql.history.QueryHistorySource;
import dev.costinsights.plugin.sql.history.StatementSettler;
import dev.costinsights.plugin.sql.history.WrappedHistories;
import dev.costinsights.plugin.sql.jdbc.DatabricksVendor;
import dev.costinsights.plugin.sql.jdbc.Wrapping;
import dev.costinsights.plugin.sql.statements.WorkspaceClientPropagator;
import dev.costinsights.plugin.sql.tracking.Channels;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.util.function.Function;

/**
 * SQL statements.
 *
 * <p>Settings, all in the section {@code sql}:
 *
 * <ul>
 *   <li>{@code connect_tags}: query tags when our driver makes a connection, {@code true} by default.
 *   <li>{@code session_tags}: {@code SET QUERY_TAGS} when the context changes, {@code true} by default.
 *   <li>{@code statement_tags}: query tags of the Statement Execution API, {@code true} by default.
 *   <li>{@code comment}: a comment at the end of statements, {@code false} by default.
 *   <li>{@code recording}: events to the recorder, {@code true} by default.
 *   <li>{@code history}: read the Query History API as a source, {@code false} by default; with {@code history_host},
 *       {@code history_profile}, {@code history_workspace_id} and {@code history_limit}, 5,000,000 by default.
 * </ul>
 */
public final class SqlPlugin implements CostInsightsPlugin {

    /** Does nothing, as the SPI asks for. */
    public SqlPlugin() {}

    @Override
    public String id() {
        return "sql";
    }

    @Override
    public void install(PluginContext context) {
        Config config = context.config();
        Channels channels = new Channels(
                config.flag("connect_tags", true),
                config.flag("session_tags", true),
                config.flag("statement_tags", true),
                config.flag("comment", false),
                config.flag("recording", true));
        Function<AttributionScope, Tracking> trackings =
                scope -> new Tracking(scope, context.recorder(), context.clock(), channels);
        Function<AttributionScope, Wrapping> wrappings =
                scope -> new Wrapping(trackings.apply(scope), new DatabricksVendor());
        context.register(new DataSourcePropagator(wrappings));
        context.register(new ConnectionPropagator(wrappings));
        context.closeOnShutdown(DriverLink.open(wrappings.apply(context.scope())));
        boolean history = config.flag("history", false);
        HistorySettings settings = new HistorySettings(
                config.string("history_host").orElse(null),
                config.string("history_profile").orElse(null),
                config.string("history_workspace_id").orElse(null),
                config.integer("history_limit", 5_000_000, 1, Long.MAX_VALUE));
        if (hasSdk()) {
            WithSdk.install(context, trackings, settings, history);
        } else if (history) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting sql.history needs the Databricks SDK, which is not on the class path; add"
                            + " com.databricks:databricks-sdk-java or remove the setting");
        }
    }

    private static boolean hasSdk() {
        try {
            Class.forName("com.databricks.sdk.WorkspaceClient", false, SqlPlugin.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** What cannot be loaded without the SDK. */
    private static final class WithSdk {

        static void install(
                PluginContext context,
                Function<AttributionScope, Tracking> trackings,
                HistorySettings settings,
                boolean history) {
            WrappedHistories histories = new WrappedHistories();
            context.register(new WorkspaceClientPropagator(trackings, histories));
            context.register(new StatementSettler(histories, () -> HistoryClient.open(settings), context.clock()));
            if (history) {
                context.register(new QueryHistorySource(settings));
            }
        }
    }
}
