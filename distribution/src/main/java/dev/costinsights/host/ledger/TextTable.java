package dev.costinsights.host.ledger;

import dev.costinsights.core.model.Int128;
import dev.costinsights.host.parquet.Column;
import dev.costinsights.host.parquet.ColumnType;
import dev.costinsights.host.parquet.SharedCells;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;

/** A table as lines of UTF-8 text, each ended by a line feed. */
abstract class TextTable implements TableWriter {

    private static final int FLUSH_CHARACTERS = 1 << 16;

    /** What is not written yet. */
    protected final StringBuilder line = new StringBuilder(FLUSH_CHARACTERS + (1 << 12));

    private final OutputStream out;
    private final List<Column> columns;
    private int next;
    private long lastMicros = Long.MIN_VALUE;
    private String lastTimestamp;

    TextTable(Path file, List<Column> columns) throws IOException {
        this.columns = columns;
        this.out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Everything before the cell's value. */
    protected abstract void startCell(int index, Column column);

    /** The value of a text that is not null. */
    protected abstract void quoted(String value);

    protected abstract void missing();

    /** A date or a time, which needs no escaping. */
    protected abstract void bare(String value);

    /** Before and after the digits of a decimal. */
    protected abstract void decimalMark();

    /** Everything after the row's last cell but the line feed. */
    protected abstract void closeRow();

    @Override
    public final void text(String value) {
        startCell();
        if (value == null) {
            missing();
        } else {
            quoted(value);
        }
    }

    @Override
    public final <T> void shared(T value, SharedCells<T> cells) {
        cells.write(value, this);
    }

    @Override
    public final void number(long value) {
        ColumnType type = columns.get(next).type();
        startCell();
        switch (type.kind()) {
            case DATE -> bare(LocalDate.ofEpochDay(value).toString());
            case TIMESTAMP -> timestamp(value);
            default -> line.append(value);
        }
    }

    private void timestamp(long micros) {
        if (micros != lastMicros || lastTimestamp == null) {
            StringBuilder text = new StringBuilder();
            PlainText.timestamp(micros, text);
            lastTimestamp = text.toString();
            lastMicros = micros;
        }
        bare(lastTimestamp);
    }

    @Override
    public final void decimal(Int128 unscaled) {
        int scale = columns.get(next).type().scale();
        startCell();
        if (unscaled == null) {
            missing();
        } else {
            decimalMark();
            PlainText.decimal(unscaled, scale, line);
            decimalMark();
        }
    }

    @Override
    public final void endRow() throws IOException {
        closeRow();
        line.append('\n');
        next = 0;
        if (line.length() >= FLUSH_CHARACTERS) {
            flush();
        }
    }

    @Override
    public final void finish() throws IOException {
        flush();
        out.close();
    }

    @Override
    public final void close() throws IOException {
        out.close();
    }

    private void startCell() {
        startCell(next, columns.get(next));
        next++;
    }

    private void flush() throws IOException {
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }
}
