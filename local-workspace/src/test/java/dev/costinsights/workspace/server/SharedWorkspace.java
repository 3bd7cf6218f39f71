package dev.costinsights.workspace.server;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** One workspace for all tests of this package that change nothing in it, and clients for any. */
final class SharedWorkspace {
    private static LocalWorkspace shared;

    private SharedWorkspace() {}

    static synchronized LocalWorkspace get() throws Exception {
        if (shared == null) {
            shared = LocalWorkspace.start(WorkspaceOptions.small());
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    static WorkspaceClient sdk(LocalWorkspace workspace) {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(workspace.host())
                .setToken(workspace.token())
                .setAuthType("pat"));
    }

    static Connection jdbc(LocalWorkspace workspace) throws SQLException {
        return jdbc(workspace, workspace.token(), workspace.httpPath());
    }

    static Connection jdbc(LocalWorkspace workspace, String token, String httpPath) throws SQLException {
        Properties properties = new Properties();
        properties.put("UID", "token");
        properties.put("PWD", token);
        String url =
                "jdbc:databricks://127.0.0.1:" + URI.create(workspace.host()).getPort()
                        + "/default;ssl=0;AuthMech=3;httpPath=" + httpPath
                        + ";UseThriftClient=0;EnableTelemetry=0;UseBoundedSeaApi=0;EnableThriftNativeMetadata=0";
        return DriverManager.getConnection(url, properties);
    }

    /** The first column of a query's rows. */
    static List<String> column(LocalWorkspace workspace, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = jdbc(workspace);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
