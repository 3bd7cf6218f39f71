package dev.costinsights.plugin.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Without the Databricks driver, without the SDK, and on a database that is not Databricks'. */
class AbsentTest {

    private static final List<String> BOTH =
            List.of("com.databricks.client.", "com.databricks.jdbc.", "com.databricks.sdk.");

    @Test
    void without_driver_and_sdk_another_database_works_as_if_unwrapped() throws Exception {
        for (List<String> hidden : List.of(BOTH, BOTH.subList(0, 2), BOTH.subList(2, 3))) {
            Kept kept = new Kept();
            try (URLClassLoader loader = without(hidden);
                    CostInsights insights = CostInsights.builder()
                            .install(plugin(loader))
                            .recorder(kept)
                            .build();
                    var scope = insights.scope(Current.run("a"))) {
                assertTrue(scope != null);
                DataSource bare = h2();
                DataSource source = insights.instrument(bare);
                assertNotSame(bare, source);
                try (Connection connection = source.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT 7")) {
                    assertTrue(rows.next());
                    assertEquals(7, rows.getInt(1));
                    assertSame(connection, rows.getStatement().getConnection());
                }
            }
            assertEquals(List.of(), kept.events);
            assertEquals(List.of(), kept.undone);
        }
    }

    @Test
    void our_driver_says_what_is_missing() throws Exception {
        try (URLClassLoader loader = without(BOTH)) {
            Driver driver = loader.loadClass("dev.costinsights.plugin.sql.driver.CostInsightsDriver")
                    .asSubclass(Driver.class)
                    .getConstructor()
                    .newInstance();
            String url = "jdbc:cost-insights:databricks://localhost/default";

            SQLException e = assertThrows(SQLException.class, () -> driver.connect(url, new Properties()));

            assertTrue(e.getMessage().contains("add com.databricks:databricks-jdbc"), e.getMessage());
            assertEquals(null, driver.connect("jdbc:h2:mem:", new Properties()));
            assertEquals(0, driver.getMajorVersion());
        }
    }

    @Test
    void history_without_the_sdk_is_a_start_up_error() throws Exception {
        try (URLClassLoader loader = without(BOTH)) {
            CostInsights.Builder builder =
                    CostInsights.builder().install(plugin(loader)).config(Config.of(Map.of("sql.history", "true")));

            CostInsightsException e = assertThrows(CostInsightsException.class, builder::build);

            assertTrue(e.getMessage().contains("sql.history needs the Databricks SDK"), e.getMessage());
        }
    }

    private static CostInsightsPlugin plugin(ClassLoader loader) throws ReflectiveOperationException {
        return loader.loadClass("dev.costinsights.plugin.sql.SqlPlugin")
                .asSubclass(CostInsightsPlugin.class)
                .getConstructor()
                .newInstance();
    }

    private static JdbcDataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:");
        return h2;
    }

    /** Loads the plugin itself, and everything else but what is hidden from the class path. */
    private static URLClassLoader without(List<String> hidden) throws IOException {
        URL plugin = SqlPlugin.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {plugin}, AbsentTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (hidden.stream().anyMatch(name::startsWith)) {
                    throw new ClassNotFoundException(name);
                }
                synchronized (getClassLoadingLock(name)) {
                    Class<?> loaded = findLoadedClass(name);
                    if (loaded != null) {
                        return loaded;
                    }
                    return name.startsWith("dev.costinsights.plugin.sql.")
                            ? findClass(name)
                            : super.loadClass(name, resolve);
                }
            }
        };
    }
}
