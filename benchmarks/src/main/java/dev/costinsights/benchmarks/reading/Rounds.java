package dev.costinsights.benchmarks.reading;

import com.sun.management.OperatingSystemMXBean;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.plugin.systemtables.jdbc.ReadSettings;
import dev.costinsights.plugin.systemtables.jdbc.WarehouseTables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a day of a table by turns: as the backfill reads it, with everything that a row becomes on its way, and by a loop
 * that asks the driver for every value of the very same statement and drops it. Prints the CPU of the process for each,
 * medians over the rounds. One thread reads.
 */
final class Rounds {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 31);
    private static final List<String> TABLES =
            List.of("billing.usage", "query.history", "lakeflow.job_task_run_timeline");
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 41;

    private final String host;
    private final String token;
    private final WarehouseTables tables;
    private final Connection connection;

    /** A way to read; how many rows came. */
    private interface Way {
        long read() throws SQLException, InterruptedException;
    }

    private Rounds(String host, String token, WarehouseTables tables, Connection connection) {
        this.host = host;
        this.token = token;
        this.tables = tables;
        this.connection = connection;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> settings =
                Map.of("databricks.host", args[0], "databricks.token", args[1], "databricks.warehouse_id", args[2]);
        String url = "jdbc:databricks://" + URI.create(args[0]).getAuthority()
                + "/default;ssl=0;AuthMech=3;UID=token;UseThriftClient=0;UseBoundedSeaApi=0;EnableTelemetry=0;loglevel=OFF;"
                + "TIMEZONE=UTC;httpPath=/sql/1.0/warehouses/" + args[2] + ";PWD=" + args[1];
        try (WarehouseTables tables =
                        new WarehouseTables("systemtables", ReadSettings.of(Config.of(settings)), Clock.systemUTC());
                Connection connection = DriverManager.getConnection(url)) {
            Rounds rounds = new Rounds(args[0], args[1], tables, connection);
            // By then all of the day's bill has come.
            rounds.advance("PT1440H");
            for (SourceTable table : tables.tables()) {
                if (TABLES.contains(table.qualifiedName())) {
                    rounds.compare(new TableSlice(table, DAY));
                }
            }
        }
    }

    private void compare(TableSlice slice) throws SQLException, IOException, InterruptedException {
        Way ours = () -> {
            Counting rows = new Counting();
            tables.read(slice, rows);
            return rows.count;
        };
        advance("PT10M");
        ours.read();
        String sql = newestStatement();
        Way bare = () -> bare(sql);
        double[] ourMillis = new double[ROUNDS];
        double[] bareMillis = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double one = millis(ours);
            double other = millis(bare);
            if (round >= 0) {
                ourMillis[round] = one;
                bareMillis[round] = other;
            }
        }
        long rows = bare.read();
        if (rows != ours.read()) {
            throw new IllegalStateException("not the same rows of " + slice);
        }
        double our = median(ourMillis);
        double loop = median(bareMillis);
        System.out.printf(
                Locale.ROOT,
                "%-32s %7d rows   ours %7.1f ms of CPU, %7.0f rows a second   bare loop %7.1f ms   ratio %.2f%n",
                slice.table().qualifiedName(),
                rows,
                our,
                rows / our * 1e3,
                loop,
                our / loop);
    }

    /** Every value, as the driver has it. */
    private long bare(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            long count = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
                count++;
            }
            return count;
        }
    }

    private static double millis(Way way) throws SQLException, InterruptedException {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.gc();
        long before = process.getProcessCpuTime();
        way.read();
        return (process.getProcessCpuTime() - before) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** What the warehouse ran last: statements show in the history once the workspace's clock has passed their end. */
    private String newestStatement() throws SQLException, IOException, InterruptedException {
        advance("PT10M");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT statement_text FROM system.query.history"
                        + " WHERE statement_text LIKE 'SELECT%xxhash64%' ORDER BY start_time DESC LIMIT 1")) {
            if (!rows.next()) {
                throw new IllegalStateException("the history has no statement of the reader's");
            }
            return rows.getString(1);
        }
    }

    private void advance(String by) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(host + "/api/simulation/1.0/clock/advance"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"by\":\"" + by + "\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the clock does not advance: " + answer.body());
        }
    }

    private static final class Counting implements RowSink {

        private long count;

        @Override
        public void text(int column, String value) {
            // Dropped.
        }

        @Override
        public void number(int column, long value) {
            // Dropped.
        }

        @Override
        public void endRow() {
            count++;
        }
    }
}
