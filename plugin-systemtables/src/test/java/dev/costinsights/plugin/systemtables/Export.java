package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A folder of exported tables in the making, and what the plugin reads of it. */
final class Export {

    static final TimeSpan OCTOBER =
            TimeSpan.of(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"));

    private static final String USAGE_HEADER =
            "record_id,usage_start_time,usage_end_time,usage_quantity,sku_name,usage_unit";
    private static final String USAGE_ROW = "r1,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,1.5,PREMIUM_JOBS_COMPUTE,DBU";

    private final Path root;

    Export(Path root) {
        this.root = root;
    }

    /** An export with a bill of one row, for tests of other tables. */
    static Export withBill(Path root) {
        return new Export(root).write("billing/usage.csv", USAGE_HEADER, USAGE_ROW);
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Export write(String name, String... lines) {
        return bytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Export bytes(String name, byte[] content) {
        try {
            Path file = file(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the result of a query as the format that the name ends in. */
    Export copy(String name, String query) {
        String format = name.endsWith(".parquet") ? "parquet" : name.endsWith(".csv") ? "csv, HEADER" : "json";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Path file = file(name);
            Files.createDirectories(file.getParent());
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + (format.startsWith("csv") ? withJsonText(statement, query) : query) + ") TO '"
                    + file.toString().replace("'", "''") + "' (FORMAT " + format + ')');
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The same query with everything nested as JSON text. */
    private static String withJsonText(Statement statement, String query) throws SQLException {
        StringBuilder columns = new StringBuilder();
        try (ResultSet described = statement.executeQuery("DESCRIBE " + query)) {
            while (described.next()) {
                String name = '"' + described.getString(1) + '"';
                boolean isNested = described.getString(2).matches("(STRUCT|MAP)\\(.*|.*]");
                columns.append(columns.isEmpty() ? "" : ", ")
                        .append(isNested ? "CAST(to_json(" + name + ") AS VARCHAR) AS " + name : name);
            }
        }
        return "SELECT " + columns + " FROM (" + query + ')';
    }

    RecordedFacts read() {
        return read(Map.of());
    }

    RecordedFacts read(Map<String, String> settings) {
        return read(settings, OCTOBER);
    }

    RecordedFacts read(Map<String, String> settings, TimeSpan window) {
        return read(settings, new CollectionRequest(window));
    }

    RecordedFacts read(CollectionRequest request) {
        return read(Map.of(), request);
    }

    private RecordedFacts read(Map<String, String> settings, CollectionRequest request) {
        RecordedFacts facts = new RecordedFacts();
        try {
            source(settings).collect(request, facts);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return facts;
    }

    CostSource source(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("from", root.toString());
        return new InstalledSource(all).only();
    }

    /** What the plugin says instead of reading; a test compares the whole message. */
    CostInsightsException failure() {
        return failure(Map.of());
    }

    CostInsightsException failure(Map<String, String> settings) {
        CostInsightsException failure = assertThrows(CostInsightsException.class, () -> read(settings));
        if (failure.getMessage().contains("\n")) {
            throw new AssertionError("more than one line: " + failure.getMessage());
        }
        return failure;
    }
}
