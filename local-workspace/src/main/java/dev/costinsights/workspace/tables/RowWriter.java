package dev.costinsights.workspace.tables;

import java.math.BigDecimal;
import java.util.List;

/**
 * Writes rows of one table, by column name; what is not set is null. Setting columns in the table's own order costs one
 * comparison of references each.
 */
public final class RowWriter {
    private final List<Column> columns;
    private final String[] names;
    private final RowPipe pipe;
    private RowBatch batch;
    private int cursor;
    private long rows;

    public RowWriter(SystemTable table, RowPipe pipe) {
        this.columns = table.columns();
        this.names = columns.stream().map(Column::name).toArray(String[]::new);
        this.pipe = pipe;
        this.batch = pipe.empty();
    }

    public RowWriter set(String column, String value) {
        batch.texts[find(column)][batch.rows] = value;
        return this;
    }

    public RowWriter set(String column, BigDecimal value) {
        batch.decimals[find(column)][batch.rows] = value;
        return this;
    }

    public RowWriter set(String column, long value) {
        int c = find(column);
        batch.longs[c][batch.rows] = value;
        batch.present[c][batch.rows] = true;
        return this;
    }

    public RowWriter set(String column, boolean value) {
        return set(column, value ? 1L : 0L);
    }

    /** A timestamp; the argument is milliseconds since 1970, UTC. */
    public RowWriter setTime(String column, long epochMilli) {
        return set(column, epochMilli * 1000);
    }

    /** Ends the row. */
    public void end() {
        batch.rows++;
        rows++;
        cursor = 0;
        if (batch.rows == RowBatch.CAPACITY) {
            pipe.full(batch);
            batch = pipe.empty();
        }
    }

    /** Rows ended so far. */
    public long rows() {
        return rows;
    }

    /** Hands over the last, partly filled batch. */
    public void finish() {
        pipe.full(batch);
    }

    private int find(String column) {
        for (int i = 0; i < names.length; i++) {
            int c = cursor + i < names.length ? cursor + i : cursor + i - names.length;
            // Literals and Column names are both interned.
            if (isSame(names[c], column)) {
                cursor = c + 1 == names.length ? 0 : c + 1;
                return c;
            }
        }
        throw new IllegalArgumentException("no column " + column);
    }

    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    private static boolean isSame(String interned, String literal) {
        return interned == literal;
    }
}
