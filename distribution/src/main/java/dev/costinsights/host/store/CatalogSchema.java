package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a catalog to the form that this program knows: {@code 1.sql}, {@code 2.sql}, ... once each, in order. */
final class CatalogSchema {

    /** The newest one. */
    static final int VERSION = 1;

    private CatalogSchema() {}

    /**
     * Leaves the connection without a transaction.
     *
     * @throws CostInsightsException when the catalog was made by a newer program; it is then as it was
     */
    static void migrate(Connection connection, String name) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS store_version (version INTEGER PRIMARY KEY)");
            int version = version(statement);
            if (version > VERSION) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        name + " was written by a newer cost-insights (store version " + version + ", this one knows "
                                + VERSION + "); nothing was changed. Use the newer program, or another --home");
            }
            for (int next = version + 1; next <= VERSION; next++) {
                for (String sql : script(next).split(";\n", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
                statement.execute("INSERT INTO store_version VALUES (" + next + ")");
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM store_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String script(int version) {
        try (InputStream in = CatalogSchema.class.getResourceAsStream(version + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
