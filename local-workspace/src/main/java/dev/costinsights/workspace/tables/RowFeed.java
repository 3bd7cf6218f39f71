package dev.costinsights.workspace.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Lets a DuckDB database read produced rows: a table function that is registered once and reads another producer each time.
 * The producer runs on a thread of its own, beside the SQL that takes its rows.
 */
public final class RowFeed {
    private final SystemTable table;
    private volatile RowFunction current;

    private RowFeed(SystemTable table) {
        this.table = table;
    }

    /** @param name of the table function, which stays in the connection's database */
    public static RowFeed register(Connection connection, String name, SystemTable table) throws SQLException {
        RowFeed feed = new RowFeed(table);
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(name).withFunction(feed.new Function()).register(connection);
        }
        return feed;
    }

    /** Something that reads the table function, once and to its end. */
    interface Reader {
        void read() throws SQLException;
    }

    synchronized long run(RowProducer producer, LongConsumer progress, Reader reader) throws SQLException {
        RowPipe pipe = new RowPipe(table.columns());
        RowFunction function = new RowFunction(table.columns(), pipe, progress);
        current = function;
        Thread generator = new Thread(() -> generate(producer, pipe), "rows-" + table.path());
        generator.setDaemon(true);
        generator.start();
        try {
            reader.read();
        } catch (SQLException | RuntimeException e) {
            // The generator may be waiting for room in the pipe.
            generator.interrupt();
            throw e;
        }
        return function.rows();
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

    /** Passes on to the function of the present run. */
    private final class Function implements DuckDBTableFunction<Object, Object, Object> {
        @Override
        public Object bind(DuckDBTableFunctionBindInfo info) throws SQLException {
            return current.bind(info);
        }

        @Override
        public Object init(DuckDBTableFunctionInitInfo info) {
            return current.init(info);
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) throws InterruptedException {
            return current.apply(info, chunk);
        }
    }
}
