package dev.costinsights.host.parquet;

import java.io.IOException;

/** A column of yes and no. */
final class FlagColumn implements ColumnBuffer {

    private final CodeRuns codes = new CodeRuns();

    void add(boolean value) {
        codes.add(value ? 1 : 0);
    }

    void addNull() {
        codes.add(Dictionary.NULL);
    }

    @Override
    public void flush(ParquetFile file) throws IOException {
        file.flagColumn(codes);
        codes.clear();
    }
}
