package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Starts DuckDB: its library comes out of its jar into the folder for temporary files, and is loaded from there. */
public final class DuckDb {

    private DuckDb() {}

    /**
     * A new database in memory.
     *
     * @throws CostInsightsException when the library cannot be loaded
     */
    public static Connection open() throws SQLException {
        try {
            return new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        } catch (LinkageError e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "cannot load DuckDB from " + System.getProperty("java.io.tmpdir")
                            + ": not executable, or no room (72 MB); name another folder with -Djava.io.tmpdir"
                            + " (COST_INSIGHTS_OPTS)",
                    e);
        }
    }
}
