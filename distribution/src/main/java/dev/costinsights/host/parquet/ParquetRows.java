package dev.costinsights.host.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rows into a Parquet file: the cells of a row in schema order, then {@link #endRow}. */
public final class ParquetRows implements Cells, AutoCloseable {

    /** As DuckDB cuts its own files; readers work on row groups in parallel. */
    static final int GROUP_ROWS = 122_880;

    private static final int LONG_TEXT = 1 << 12;
    private static final long MOST_LONG_TEXT = 1 << 26;

    private final ParquetFile file;
    private final int groupRows;
    private final List<ColumnBuffer> columns = new ArrayList<>();
    private final ColumnBuffer[] cells;
    private int next;
    private int rows;
    private long longText;

    public ParquetRows(Path path, List<Column> schema) throws IOException {
        this(path, schema, GROUP_ROWS);
    }

    /** @param mostRows how many rows come at most, where that is known: few need little memory */
    public ParquetRows(Path path, List<Column> schema, long mostRows) throws IOException {
        groupRows = (int) Math.max(1, Math.min(GROUP_ROWS, mostRows));
        file = new ParquetFile(path, schema);
        for (int i = 0; i < schema.size(); i++) {
            int width = groupWidth(schema, i);
            columns.add(
                    width > 0
                            ? new SharedColumns(schema.subList(i, i + width))
                            : single(schema.get(i).type()));
            i += Math.max(0, width - 1);
        }
        cells = columns.toArray(new ColumnBuffer[0]);
    }

    /** The cells of a group of columns. */
    public <T> void shared(T value, SharedCells<T> shared) {
        SharedColumns group = (SharedColumns) cells[next++];
        long before = group.longText();
        group.add(value, shared);
        longText += group.longText() - before;
    }

    @Override
    public void text(String value) {
        ((TextColumn) cells[next++]).add(value);
        longText += longText(value);
    }

    @Override
    public void number(long value) {
        ((NumberColumn) cells[next++]).add(value);
    }

    public void numberNull() {
        ((NumberColumn) cells[next++]).addNull();
    }

    public void flag(boolean value) {
        ((FlagColumn) cells[next++]).add(value);
    }

    public void flagNull() {
        ((FlagColumn) cells[next++]).addNull();
    }

    /** The decimal of which {@code high * 2^64 + low} is the unscaled value. */
    public void decimal(long high, long low) {
        ((DecimalColumn) cells[next++]).add(high, low);
    }

    public void decimalNull() {
        ((DecimalColumn) cells[next++]).addNull();
    }

    public void endRow() throws IOException {
        if (next != cells.length) {
            throw new IllegalStateException(next + " of " + cells.length + " cells");
        }
        next = 0;
        rows++;
        // Texts of a megabyte exist; a row group of nothing else must not fill the heap.
        if (rows == groupRows || longText > MOST_LONG_TEXT) {
            flush();
        }
    }

    /** Completes the file. */
    public void finish() throws IOException {
        flush();
        file.finish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Characters of a text that is long enough to be counted. */
    static long longText(String value) {
        return value != null && value.length() > LONG_TEXT ? value.length() : 0;
    }

    private ColumnBuffer single(ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> new TextColumn();
            case FLAG -> new FlagColumn();
            case DECIMAL -> new DecimalColumn();
            case INTEGER, BIGINT, DATE, TIMESTAMP -> new NumberColumn(type);
        };
    }

    /** How many columns of one group start at {@code from}; 0 when that column stands alone. */
    private static int groupWidth(List<Column> schema, int from) {
        String group = schema.get(from).group();
        int to = from;
        while (!group.isEmpty() && to < schema.size() && schema.get(to).group().equals(group)) {
            to++;
        }
        return to - from;
    }

    private void flush() throws IOException {
        if (rows > 0) {
            for (ColumnBuffer column : columns) {
                column.flush(file);
            }
            file.endRowGroup(rows);
            rows = 0;
            longText = 0;
        }
    }
}
