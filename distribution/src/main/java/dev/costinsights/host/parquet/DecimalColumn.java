package dev.costinsights.host.parquet;

import java.io.IOException;

/** A column of decimals. */
final class DecimalColumn implements ColumnBuffer {

    private final DecimalValues values = new DecimalValues();
    private final int[] presence;
    private int rows;

    DecimalColumn(int mostRows) {
        presence = new int[mostRows];
    }

    void add(long high, long low) {
        values.add(high, low);
        presence[rows++] = 0;
    }

    void addNull() {
        presence[rows++] = Dictionary.NULL;
    }

    @Override
    public void flush(ParquetFile file) throws IOException {
        file.decimalColumn(presence, rows, values);
        rows = 0;
    }
}
