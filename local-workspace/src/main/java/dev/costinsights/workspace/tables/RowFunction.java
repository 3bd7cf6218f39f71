package dev.costinsights.workspace.tables;

import dev.costinsights.workspace.tables.ColumnType.Scalar;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/**
 * DuckDB's view of a {@link RowPipe}: a table function on one thread, so that rows keep their order. Its columns are
 * physical (see {@link RowBatch}) and have the table's names; {@link TableFile} gives them their types. The last column,
 * {@code row_number}, counts from 0.
 */
public final class RowFunction implements DuckDBTableFunction<Object, Object, Object> {
    private final List<Column> columns;
    private final RowPipe pipe;
    private final LongConsumer progress;
    private boolean done;
    private long rows;

    public RowFunction(List<Column> columns, RowPipe pipe, LongConsumer progress) {
        this.columns = columns;
        this.pipe = pipe;
        this.progress = progress;
    }

    public long rows() {
        return rows;
    }

    @Override
    public Object bind(DuckDBTableFunctionBindInfo info) throws SQLException {
        for (Column column : columns) {
            if (column.type() == Scalar.DECIMAL) {
                try (DuckDBLogicalType decimal = DuckDBLogicalType.decimal(38, 18)) {
                    info.addResultColumn(column.name(), decimal);
                }
            } else {
                boolean isText = !(column.type() instanceof Scalar) || column.type() == Scalar.STRING;
                info.addResultColumn(column.name(), isText ? DuckDBColumnType.VARCHAR : DuckDBColumnType.BIGINT);
            }
        }
        info.addResultColumn("row_number", DuckDBColumnType.BIGINT);
        return "";
    }

    @Override
    public Object init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return "";
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) throws InterruptedException {
        if (done) {
            return 0;
        }
        RowBatch batch = pipe.take();
        int n = batch.rows;
        done = n < RowBatch.CAPACITY;
        for (int c = 0; c < columns.size() && n > 0; c++) {
            copy(batch, c, n, chunk.vector(c));
        }
        DuckDBWritableVector numbers = chunk.vector(columns.size());
        for (int i = 0; i < n; i++) {
            numbers.setLong(i, rows + i);
        }
        rows += n;
        pipe.release(batch);
        progress.accept(rows);
        return n;
    }

    private static void copy(RowBatch batch, int column, int n, DuckDBWritableVector vector) {
        if (batch.texts[column] != null) {
            String[] texts = batch.texts[column];
            vector.setStrings(0, n == texts.length ? texts : Arrays.copyOf(texts, n));
        } else if (batch.decimals[column] != null) {
            BigDecimal[] decimals = batch.decimals[column];
            for (int i = 0; i < n; i++) {
                if (decimals[i] == null) {
                    vector.setNull(i);
                } else {
                    vector.setBigDecimal(i, decimals[i]);
                }
            }
        } else {
            long[] longs = batch.longs[column];
            boolean[] present = batch.present[column];
            for (int i = 0; i < n; i++) {
                if (present[i]) {
                    vector.setLong(i, longs[i]);
                } else {
                    vector.setNull(i);
                }
            }
        }
    }
}
