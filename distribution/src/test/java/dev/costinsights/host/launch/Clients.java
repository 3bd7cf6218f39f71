package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.databricks.client.jdbc.Driver;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import dev.costinsights.core.CostInsights;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ContextScope;
import dev.costinsights.core.spi.Config;
import dev.costinsights.plugin.jobs.JobsPlugin;
import dev.costinsights.plugin.pipelines.PipelinesPlugin;
import dev.costinsights.plugin.sql.SqlPlugin;
import dev.costinsights.testkit.WorkspaceExtension;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;

/** A service's clients: instrumented ones, and bare ones for what somebody else does to the same objects. */
final class Clients implements AutoCloseable {
    /** Work that says nothing back. */
    interface Launch {
        void run() throws Exception;
    }

    private final WorkspaceExtension workspace;
    final CostInsights insights;
    final WorkspaceClient client;
    final WorkspaceClient bare;

    Clients(WorkspaceExtension workspace, Map<String, String> settings) {
        this.workspace = workspace;
        this.insights = CostInsights.builder()
                .install(new SqlPlugin())
                .install(new JobsPlugin())
                .install(new PipelinesPlugin())
                .config(Config.of(settings))
                .clock(workspace.workspace().clock())
                .environment(Map.of())
                .build();
        this.client = insights.instrument(sdk());
        this.bare = sdk();
    }

    /** Does something in a scope of the context. */
    <T> T in(AttributionContext context, Callable<T> launch) throws Exception {
        try (ContextScope scope = insights.scope(context)) {
            assertNotNull(scope);
            return launch.call();
        }
    }

    void launch(AttributionContext context, Launch launch) throws Exception {
        in(context, () -> {
            launch.run();
            return null;
        });
    }

    /** A wrapped connection of the driver's. */
    Connection connection() throws SQLException {
        return insights.instrument(new Driver().connect(workspace.jdbcUrl(), login()));
    }

    /** A connection through the driver with the longer name. */
    Connection connectionOfOurDriver() throws SQLException {
        return DriverManager.getConnection(workspace.jdbcUrl().replace("jdbc:", "jdbc:cost-insights:"), login());
    }

    /** Lets the workspace's time pass until what runs has ended. */
    void later() {
        workspace.workspace().clock().advance(Duration.ofMinutes(30));
    }

    String warehouseId() {
        return workspace.warehouseId();
    }

    private Properties login() {
        Properties properties = new Properties();
        properties.setProperty("UID", "token");
        properties.setProperty("PWD", workspace.token());
        return properties;
    }

    private WorkspaceClient sdk() {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(workspace.host())
                .setToken(workspace.token())
                .setAuthType("pat"));
    }

    @Override
    public void close() {
        insights.close();
    }
}
