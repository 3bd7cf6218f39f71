package dev.costinsights.host.duckdb;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;
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

    /** The SQL that reads the rows of files, one at least. */
    public static String parquet(Collection<Path> files) {
        return "read_parquet(" + list(files.stream().map(DuckDb::pattern).toList()) + ", union_by_name = true)";
    }

    /** DuckDB takes some characters of a file name for a pattern; in brackets they stand for themselves. */
    public static String pattern(Path file) {
        return file.toString().replaceAll("[*?\\[]", "[$0]");
    }

    /** A list of strings in SQL. */
    public static String list(Collection<String> values) {
        return values.stream().map(DuckDb::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A string in SQL. */
    public static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
