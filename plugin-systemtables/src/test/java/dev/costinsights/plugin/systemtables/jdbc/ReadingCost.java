package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Properties;

/**
 * Measures what it costs to make rows of a result into those of a slice, against a bare loop that asks the same result for
 * every value as text. Processor time of the thread alone, the server's not counted; both loops go over results of the same
 * query. Prints one line a table: rows, nanoseconds a row of both, and how often one fits into the other.
 *
 * <p>A main and no test, because a machine that is busy makes times meaningless.
 */
final class ReadingCost {

    private static final int ROUNDS = 9;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ReadingCost() {}

    public static void main(String[] arguments) throws Exception {
        try (LocalWorkspace workspace = LocalWorkspace.start(
                        WorkspaceOptions.small().withJobs(Integer.getInteger("costinsights.jobs", 500)));
                WarehouseTables source = Reader.tables(Reader.connection(workspace, workspace.host()));
                Connection connection = connect(workspace)) {
            for (String name : new String[] {"billing.usage", "query.history", "lakeflow.job_tasks"}) {
                measure(connection, Reader.table(source.tables(), name));
            }
        }
    }

    private static Connection connect(LocalWorkspace workspace) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("UID", "token");
        properties.setProperty("PWD", workspace.token());
        return new com.databricks.client.jdbc.Driver()
                .connect(
                        "jdbc:databricks://" + workspace.host().substring("http://".length())
                                + "/default;ssl=0;AuthMech=3;httpPath=" + workspace.httpPath()
                                + ";UseThriftClient=0;EnableTelemetry=0;UseBoundedSeaApi=0;EnableThriftNativeMetadata=0",
                        properties);
    }

    private static void measure(Connection connection, SourceTable table) throws Exception {
        KnownTable known = KnownTable.ALL.stream()
                .filter(one -> one.qualifiedName().equals(table.qualifiedName()))
                .findFirst()
                .orElseThrow();
        double[] bare = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        long rows = 0;
        String from = " FROM " + known.sqlName()
                + (known.dayColumn() == null
                        ? ""
                        : " WHERE " + known.dayColumn() + " >= " + known.literal(LocalDate.of(2026, 10, 1)));
        for (int round = 0; round < ROUNDS; round++) {
            Projection projection = new Projection(known, table.columns(), StatementText.Kept.COMMENTS);
            String sql = "SELECT " + projection.sql() + from;
            long start = THREADS.getCurrentThreadCpuTime();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                rows = projection.take(result, new Nowhere(), false);
            }
            ours[round] = (double) (THREADS.getCurrentThreadCpuTime() - start) / rows;
            start = THREADS.getCurrentThreadCpuTime();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                bare(result);
            }
            bare[round] = (double) (THREADS.getCurrentThreadCpuTime() - start) / rows;
        }
        Arrays.sort(bare);
        Arrays.sort(ours);
        System.out.printf(
                "%s: %d rows, %d columns, bare %.0f ns, normalised %.0f ns a row, ratio %.2f%n",
                table.qualifiedName(),
                rows,
                table.columns().size(),
                bare[ROUNDS / 2],
                ours[ROUNDS / 2],
                ours[ROUNDS / 2] / bare[ROUNDS / 2]);
    }

    private static long bare(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        long values = 0;
        while (result.next()) {
            for (int column = 1; column <= columns; column++) {
                values += result.getString(column) == null ? 0 : 1;
            }
        }
        return values;
    }

    private static final class Nowhere implements RowSink {
        @Override
        public void text(int column, String value) {}

        @Override
        public void number(int column, long value) {}

        @Override
        public void endRow() {}
    }
}
