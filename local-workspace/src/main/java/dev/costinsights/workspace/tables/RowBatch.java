package dev.costinsights.workspace.tables;

import dev.costinsights.workspace.tables.ColumnType.Scalar;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Up to {@link #CAPACITY} rows, column by column. Strings and the JSON text of nested values lie in {@code texts},
 * decimals in {@code decimals}, everything else as a long in {@code longs}: timestamps in microseconds and dates in
 * days since 1970, booleans as 0 or 1.
 */
public final class RowBatch {
    /** DuckDB's vector size. */
    public static final int CAPACITY = 2048;

    public final String[][] texts;
    public final BigDecimal[][] decimals;
    public final long[][] longs;
    /** For the columns in {@code longs}: is there a value? */
    public final boolean[][] present;

    public int rows;

    public RowBatch(List<Column> columns) {
        int n = columns.size();
        texts = new String[n][];
        decimals = new BigDecimal[n][];
        longs = new long[n][];
        present = new boolean[n][];
        for (int c = 0; c < n; c++) {
            ColumnType type = columns.get(c).type();
            if (!(type instanceof Scalar) || type == Scalar.STRING) {
                texts[c] = new String[CAPACITY];
            } else if (type == Scalar.DECIMAL) {
                decimals[c] = new BigDecimal[CAPACITY];
            } else {
                longs[c] = new long[CAPACITY];
                present[c] = new boolean[CAPACITY];
            }
        }
    }

    /** Empty again: all null. */
    public void clear() {
        for (int c = 0; c < texts.length; c++) {
            if (texts[c] != null) {
                Arrays.fill(texts[c], 0, rows, null);
            } else if (decimals[c] != null) {
                Arrays.fill(decimals[c], 0, rows, null);
            } else {
                Arrays.fill(present[c], 0, rows, false);
            }
        }
        rows = 0;
    }
}
