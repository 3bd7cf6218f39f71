package dev.costinsights.host.ledger;

import dev.costinsights.core.model.Int128;
import dev.costinsights.host.parquet.Column;
import dev.costinsights.host.parquet.ParquetRows;
import dev.costinsights.host.parquet.SharedCells;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A table as Parquet. */
final class ParquetTable implements TableWriter {

    private final ParquetRows rows;

    ParquetTable(Path file, List<Column> columns) throws IOException {
        rows = new ParquetRows(file, columns);
    }

    @Override
    public void text(String value) {
        rows.text(value);
    }

    @Override
    public <T> void shared(T value, SharedCells<T> cells) {
        rows.shared(value, cells);
    }

    @Override
    public void number(long value) {
        rows.number(value);
    }

    @Override
    public void decimal(Int128 unscaled) {
        if (unscaled == null) {
            rows.decimalNull();
        } else {
            rows.decimal(unscaled.high(), unscaled.low());
        }
    }

    @Override
    public void endRow() throws IOException {
        rows.endRow();
    }

    @Override
    public void finish() throws IOException {
        rows.finish();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
