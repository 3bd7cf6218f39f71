package dev.costinsights.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class WorkspaceExtensionTest {
    @RegisterExtension
    static final WorkspaceExtension WORKSPACE = WorkspaceExtension.with(WorkspaceOptions.small());

    @Test
    void opensAConnectionForTheRealDriver() throws SQLException {
        Properties password = new Properties();
        password.put("PWD", WORKSPACE.token());
        try (Connection connection = DriverManager.getConnection(WORKSPACE.jdbcUrl(), password);
                ResultSet rows =
                        connection.createStatement().executeQuery("SELECT count(*) FROM system.billing.usage")) {
            assertTrue(rows.next());
            assertTrue(rows.getLong(1) > 0);
        }
    }

    @Test
    void handsTheWorkspaceToTests(LocalWorkspace workspace) {
        assertEquals(WORKSPACE.host(), workspace.host());
    }

    @Test
    void saysHowToDeclareIt() {
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> WorkspaceExtension.with(WorkspaceOptions.small())
                        .host());
        assertTrue(failure.getMessage().contains("@RegisterExtension"));
    }
}
