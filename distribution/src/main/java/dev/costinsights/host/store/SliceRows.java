package dev.costinsights.host.store;

import dev.costinsights.core.model.Int128;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.parquet.Column;
import dev.costinsights.host.parquet.ColumnType;
import dev.costinsights.host.parquet.ParquetRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the rows of a slice and makes a file of them of which the bytes depend on the columns and the set of rows only:
 * not on their order, nor on how often each came. What is not finished leaves nothing behind.
 */
public final class SliceRows implements RowSink, AutoCloseable {

    private static final int DECIMAL_SCALE = 18;
    private static final int DECIMAL_DIGITS = 38;
    private static final int MOST_SCALE = 1_000;

    private final StoreFolder folder;
    private final SliceKey key;
    private final SourceTable table;
    private final List<SourceColumn> columns;
    private final SortedRows sorted;
    private final RowCode.Writer coded = new RowCode.Writer();
    private final String[] texts;
    private final long[] numbers;
    private final boolean[] present;
    private final boolean[] wide;
    private long count;
    private String fingerprint = "";
    private volatile boolean closed;
    private volatile CostInsightsException failure;

    SliceRows(StoreFolder folder, TableSlice slice, long mostBytes) {
        this.folder = folder;
        this.key = SliceKey.of(slice);
        this.table = slice.table();
        this.columns = table.columns();
        this.sorted = new SortedRows(folder.temporary(), "slice-", mostBytes);
        this.texts = new String[columns.size()];
        this.numbers = new long[columns.size()];
        this.present = new boolean[columns.size()];
        this.wide = new boolean[columns.size()];
    }

    /** How many rows came so far. */
    public long count() {
        return count;
    }

    /** What went wrong while rows were taken in, which is no fault of who pushed them; or null. */
    public CostInsightsException failure() {
        return failure;
    }

    /** What the source can say of these rows without handing them over again; empty when it said nothing. */
    String fingerprint() {
        return fingerprint;
    }

    @Override
    public void fingerprint(String ofRows) {
        fingerprint = ofRows;
    }

    @Override
    public void text(int column, String value) {
        check(column, false, value);
        if (value != null && columns.get(column).type() == SourceColumn.Type.DECIMAL) {
            texts[column] = decimal(column, value);
        } else {
            texts[column] = value;
        }
    }

    @Override
    public void number(int column, long value) {
        check(column, true, value);
        numbers[column] = value;
        present[column] = true;
    }

    @Override
    public void endRow() {
        if (closed) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "nobody waits for the rows of " + key + " any more; stop reading them");
        }
        count++;
        try {
            sorted.add(coded.encode(columns, texts, numbers, present));
        } catch (IOException e) {
            failure = folder.unwritable(e);
            throw failure;
        }
        Arrays.fill(texts, null);
        Arrays.fill(present, false);
    }

    /** Writes the file, to stay when the catalog gets to know it. */
    Partition finish(Instant readAt) {
        closed = true;
        Path unfinished = folder.temporary("slice-", ".parquet");
        Path notes = folder.temporary("slice-", ".notes");
        try {
            Files.delete(unfinished);
            Sha256 content = new Sha256();
            columns.forEach(
                    column -> content.add(column.name()).add(column.type().name()));
            NoteTaker taker = new NoteTaker(table);
            long[] rows = {0};
            try (ParquetRows file = new ParquetRows(unfinished, schema(), count)) {
                sorted.forEach(code -> {
                    content.add(code);
                    read(code);
                    taker.row(code, texts, numbers, present);
                    write(file);
                    rows[0]++;
                });
                file.finish();
            }
            taker.notes().write(notes);
            String hash = content.hex();
            Path place = folder.facts().resolve(StoreFolder.name(key, hash, rows[0] == 0));
            Partition partition = new Partition(
                    key,
                    hash,
                    Sha256.of(unfinished),
                    folder.facts().relativize(place).toString().replace('\\', '/'),
                    rows[0],
                    Files.size(unfinished),
                    taker.first(),
                    taker.last(),
                    readAt);
            Files.createDirectories(place.getParent());
            move(notes, folder.facts().resolve(partition.notesFile()));
            if (rows[0] > 0 || !Files.exists(place)) {
                move(unfinished, place);
            }
            StoreFolder.force(place.getParent());
            return partition;
        } catch (IOException e) {
            throw folder.unwritable(e);
        } catch (ArithmeticException e) {
            throw new CostInsightsException(
                    ErrorCode.INVALID_INPUT, key + " has a date that is out of bounds: " + e.getMessage(), e);
        } finally {
            StoreFolder.discard(unfinished);
            StoreFolder.discard(notes);
        }
    }

    /** Whoever still pushes rows gets an exception. */
    @Override
    public void close() {
        closed = true;
        try {
            sorted.close();
        } catch (IOException e) {
            // The next run empties the folder of temporary files.
        }
    }

    private List<Column> schema() {
        List<Column> schema = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnType type =
                    switch (columns.get(i).type()) {
                        case TEXT, JSON, DOUBLE -> ColumnType.TEXT;
                        case DECIMAL -> wide[i] ? ColumnType.TEXT : ColumnType.decimal(DECIMAL_SCALE);
                        case INTEGER -> ColumnType.BIGINT;
                        case BOOLEAN -> ColumnType.FLAG;
                        case TIMESTAMP -> ColumnType.TIMESTAMP;
                        case DATE -> ColumnType.DATE;
                    };
            schema.add(new Column(columns.get(i).name(), type));
        }
        return schema;
    }

    private void read(byte[] code) {
        RowCode.Reader reader = new RowCode.Reader(code);
        for (int i = 0; i < texts.length; i++) {
            present[i] = reader.isPresent();
            texts[i] = null;
            if (present[i] && RowCode.isNumber(columns.get(i).type())) {
                numbers[i] = reader.number();
            } else if (present[i]) {
                texts[i] = reader.text();
            }
        }
    }

    private void write(ParquetRows file) throws IOException {
        for (int i = 0; i < texts.length; i++) {
            switch (columns.get(i).type()) {
                case TEXT, JSON, DOUBLE -> file.text(texts[i]);
                case DECIMAL -> writeDecimal(i, file);
                case BOOLEAN -> {
                    if (present[i]) {
                        file.flag(numbers[i] != 0);
                    } else {
                        file.flagNull();
                    }
                }
                case INTEGER, TIMESTAMP, DATE -> {
                    if (present[i]) {
                        file.number(numbers[i]);
                    } else {
                        file.numberNull();
                    }
                }
            }
        }
        file.endRow();
    }

    private void writeDecimal(int column, ParquetRows file) {
        if (wide[column]) {
            file.text(texts[column]);
        } else if (texts[column] == null) {
            file.decimalNull();
        } else {
            Int128 value = Int128.unscaled(new BigDecimal(texts[column]), DECIMAL_SCALE);
            file.decimal(value.high(), value.low());
        }
    }

    /** One text for one number. One that a decimal of the file cannot hold makes the whole column text. */
    private String decimal(int column, String text) {
        try {
            BigDecimal value = new BigDecimal(text.trim());
            if (Math.abs((long) value.scale()) > MOST_SCALE) {
                throw new NumberFormatException(text);
            }
            BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
            wide[column] |= plain.scale() > DECIMAL_SCALE
                    || (long) plain.precision() - plain.scale() > DECIMAL_DIGITS - DECIMAL_SCALE;
            return plain.toPlainString();
        } catch (NumberFormatException e) {
            throw new CostInsightsException(
                    ErrorCode.INVALID_INPUT,
                    key + ": column " + columns.get(column).name() + " has the value '" + text
                            + "', which is no decimal number",
                    e);
        }
    }

    private void check(int column, boolean isNumber, Object value) {
        if (column < 0 || column >= columns.size()) {
            throw new CostInsightsException(
                    ErrorCode.INTERNAL,
                    "the source of " + key + " has a bug: it sets column " + column + " of " + columns.size());
        }
        if (value != null && RowCode.isNumber(columns.get(column).type()) != isNumber) {
            throw new CostInsightsException(
                    ErrorCode.INTERNAL,
                    "the source of " + key + " has a bug: it sets " + columns.get(column) + " as "
                            + (isNumber ? "a number" : "text"));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        StoreFolder.force(from);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
