package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.sample.ColumnType.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBuilder;

/**
 * Writes one table to one file through DuckDB's COPY, in a database of its own with one thread: several threads would
 * cut row groups differently from run to run. The file appears when it is complete.
 */
final class TableFile {
    private static final String ISO_UTC = "%Y-%m-%dT%H:%M:%S.%fZ";

    private final SampleOptions options;
    private final SystemTable table;

    TableFile(SampleOptions options, SystemTable table) {
        this.options = options;
        this.table = table;
    }

    /**
     * @param expectedRows for the progress only
     * @return rows written
     */
    long write(RowProducer producer, long expectedRows, ProgressListener progress) throws IOException, SQLException {
        Path file = path();
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        RowPipe pipe = new RowPipe(table.columns());
        RowFunction function = new RowFunction(table.columns(), pipe, new Throttle(expectedRows, progress)::rows);
        Thread generator = new Thread(() -> generate(producer, pipe), "sample-" + table.path());
        generator.setDaemon(true);
        generator.start();
        try {
            copy(function, unfinished);
        } catch (SQLException | RuntimeException e) {
            // The generator may be waiting for room in the pipe.
            generator.interrupt();
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        progress.progress(table.path(), function.rows(), function.rows());
        return function.rows();
    }

    Path path() {
        return options.out()
                .resolve(table.schema())
                .resolve(table.name() + '.' + options.format().extension());
    }

    private void generate(RowProducer producer, RowPipe pipe) {
        try {
            RowWriter rows = new RowWriter(table, pipe);
            producer.produce(rows);
            rows.finish();
        } catch (RuntimeException | Error e) {
            pipe.fail(e);
        }
    }

    private void copy(RowFunction function, Path target) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
                builder.withName("generated_rows").withFunction(function).register(connection);
            }
            execute(connection, "SET threads = 1");
            execute(connection, "SET TimeZone = 'UTC'");
            execute(connection, sql(target));
        }
    }

    private String sql(Path target) {
        String columns = table.columns().stream()
                .map(c -> typed(c) + " AS \"" + c.name() + '"')
                .collect(Collectors.joining(", "));
        String order = options.shuffled() ? " ORDER BY hash(row_number + " + options.seed() + "), row_number" : "";
        return "COPY (SELECT " + columns + " FROM generated_rows()" + order + ") TO '"
                + target.toString().replace("'", "''") + "' (" + formatOptions() + ')';
    }

    private String formatOptions() {
        return switch (options.format()) {
            case PARQUET -> "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1";
            case JSONL -> "FORMAT json, TIMESTAMPFORMAT '" + ISO_UTC + "'";
            case CSV -> "FORMAT csv, HEADER, TIMESTAMPFORMAT '" + ISO_UTC + "'";
        };
    }

    /** From the physical column to the table's type, or to what stands for that type in a text format. */
    private String typed(Column column) {
        String name = '"' + column.name() + '"';
        if (!(column.type() instanceof Scalar scalar)) {
            return switch (options.format()) {
                case PARQUET -> "from_json(" + name + ", '" + column.type().jsonShape() + "')";
                case JSONL -> "CAST(" + name + " AS JSON)";
                case CSV -> name;
            };
        }
        return switch (scalar) {
            case STRING -> name;
            case TIMESTAMP -> "make_timestamptz(" + name + ')';
            case DATE -> "DATE '1970-01-01' + CAST(" + name + " AS INTEGER)";
            // A JSON number is a double to most readers.
            case DECIMAL -> options.format() == SampleFormat.JSONL ? "CAST(" + name + " AS VARCHAR)" : name;
            case BIGINT, INT, TINYINT, BOOLEAN, DOUBLE -> "CAST(" + name + " AS " + scalar.sql() + ')';
        };
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Passes on a few reports a second. */
    private final class Throttle {
        private static final long EVERY_NANOS = 200_000_000;

        private final long expected;
        private final ProgressListener listener;
        private long last = System.nanoTime();

        Throttle(long expected, ProgressListener listener) {
            this.expected = expected;
            this.listener = listener;
        }

        void rows(long done) {
            long now = System.nanoTime();
            if (now - last >= EVERY_NANOS) {
                last = now;
                listener.progress(table.path(), done, Math.max(done, expected));
            }
        }
    }
}
