package dev.costinsights.workspace.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;

/**
 * Writes one table to one file through DuckDB's COPY, in a database of its own with one thread: several threads would
 * cut row groups differently from run to run. The file appears when it is complete.
 */
public final class TableFile {
    private static final String ISO_UTC = "%Y-%m-%dT%H:%M:%S.%fZ";

    private final Path folder;
    private final SystemTable table;
    private final TableFormat format;
    private final String order;

    /** @param folder receives {@code <schema>/<table>.<format>} */
    public TableFile(Path folder, SystemTable table, TableFormat format) {
        this(folder, table, format, "");
    }

    /** @param order an ORDER BY clause over the columns and {@code row_number}; empty to keep the producer's order */
    public TableFile(Path folder, SystemTable table, TableFormat format, String order) {
        this.folder = folder;
        this.table = table;
        this.format = format;
        this.order = order;
    }

    /**
     * @param progress hears how many rows have been written
     * @return rows written
     */
    public long write(RowProducer producer, LongConsumer progress) throws IOException, SQLException {
        Path file = path();
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        long rows;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(connection, "SET threads = 1");
            execute(connection, "SET TimeZone = 'UTC'");
            RowFeed feed = RowFeed.register(connection, "generated_rows", table);
            rows = feed.run(producer, progress, () -> execute(connection, sql(unfinished)));
        } catch (SQLException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return rows;
    }

    public Path path() {
        return folder.resolve(table.schema()).resolve(table.name() + '.' + format.extension());
    }

    private String sql(Path target) {
        return "COPY (SELECT " + format.columns(table) + " FROM generated_rows()" + order + ") TO '"
                + target.toString().replace("'", "''") + "' (" + formatOptions() + ')';
    }

    private String formatOptions() {
        return switch (format) {
            case PARQUET -> "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1";
            case JSONL -> "FORMAT json, TIMESTAMPFORMAT '" + ISO_UTC + "'";
            case CSV -> "FORMAT csv, HEADER, TIMESTAMPFORMAT '" + ISO_UTC + "'";
        };
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
