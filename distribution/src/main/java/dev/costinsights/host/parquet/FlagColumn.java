package dev.costinsights.host.parquet;

import java.io.IOException;

/** A column of yes and no. */
final class FlagColumn implements ColumnBuffer {

    private final int[] codes;
    private int rows;

    FlagColumn(int mostRows) {
        codes = new int[mostRows];
    }

    void add(boolean value) {
        codes[rows++] = value ? 1 : 0;
    }

    void addNull() {
        codes[rows++] = Dictionary.NULL;
    }

    @Override
    public void flush(ParquetFile file) throws IOException {
        file.flagColumn(codes, rows);
        rows = 0;
    }
}
