package dev.costinsights.host.ledger;

import dev.costinsights.core.model.Int128;
import dev.costinsights.host.parquet.Column;
import dev.costinsights.host.parquet.ParquetRows;
import dev.costinsights.host.parquet.SharedTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
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
    public <T> void texts(T value, SharedTexts<T> texts) {
        rows.texts(value, texts);
    }

    @Override
    public void integer(long value) {
        rows.number(value);
    }

    @Override
    public void date(LocalDate value) {
        rows.number(value.toEpochDay());
    }

    @Override
    public void timestamp(long micros) {
        rows.number(micros);
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
