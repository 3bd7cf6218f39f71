package dev.costinsights.host.parquet;

import java.io.IOException;

/** A column of decimals. */
final class DecimalColumn implements ColumnBuffer {

    private final DecimalValues values = new DecimalValues();
    private final CodeRuns presence = new CodeRuns();

    void add(long high, long low) {
        values.add(high, low);
        presence.add(0);
    }

    void addNull() {
        presence.add(Dictionary.NULL);
    }

    @Override
    public void flush(ParquetFile file) throws IOException {
        file.decimalColumn(presence, values);
        presence.clear();
    }
}
