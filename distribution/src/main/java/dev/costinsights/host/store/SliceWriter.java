package dev.costinsights.host.store;

import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.parquet.Column;
import dev.costinsights.host.parquet.ColumnType;
import dev.costinsights.host.parquet.ParquetRows;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a Parquet file of a slice's rows: sorted, each row once, so that the bytes depend on the set of rows and columns
 * alone. One thread; everything it writes lies in a folder that disappears when it is closed.
 */
public final class SliceWriter implements RowSink, AutoCloseable {

    /** Of the folders in which slices are written. */
    static final String PREFIX = "slice-";

    private static final String FILE = "slice.parquet";

    private final StoreFolder store;
    private final List<SourceColumn> columns;
    private final DisposableFolder folder;
    private final RowCodec codec;
    private final SortedRows rows;

    SliceWriter(StoreFolder store, SourceTable table) {
        this.store = store;
        this.columns = table.columns();
        this.codec = new RowCodec(columns);
        try {
            this.folder = DisposableFolder.in(store.staging(), PREFIX);
        } catch (IOException e) {
            throw store.unwritable(e);
        }
        this.rows = new SortedRows(folder.path());
    }

    /**
     * A slice that was written.
     *
     * @param file where it lies for now; null when there were no rows
     */
    record Written(Path file, long rows, String hash) {}

    @Override
    public void text(int column, String value) {
        codec.text(column, value);
    }

    @Override
    public void number(int column, long value) {
        codec.number(column, value);
    }

    @Override
    public void endRow() {
        codec.encode();
        try {
            rows.add(codec.bytes(), codec.size());
        } catch (IOException e) {
            throw store.unwritable(e);
        }
    }

    /** Writes the file. */
    Written finish() {
        MessageDigest digest = Sha256.start();
        columns.forEach(
                column -> digest.update((column.name() + ' ' + column.type() + '\n').getBytes(StandardCharsets.UTF_8)));
        Path file = folder.path().resolve(FILE);
        long[] count = new long[1];
        try {
            try (ParquetRows parquet = new ParquetRows(file, schema(columns))) {
                Cells cells = new Cells(columns, parquet);
                rows.visit((bytes, at, length) -> {
                    digest.update(bytes, at, length);
                    codec.decode(bytes, at, cells);
                    parquet.endRow();
                    count[0]++;
                });
                parquet.finish();
            }
            force(file);
        } catch (IOException e) {
            throw store.unwritable(e);
        }
        return new Written(count[0] == 0 ? null : file, count[0], Sha256.text(digest));
    }

    @Override
    public void close() {
        folder.close();
    }

    /** The columns of a file. What has no type of its own rests as text, which the reader of exports understands. */
    static List<Column> schema(List<SourceColumn> columns) {
        List<Column> schema = new ArrayList<>();
        for (SourceColumn column : columns) {
            schema.add(new Column(
                    column.name(),
                    switch (column.type()) {
                        case TIMESTAMP -> ColumnType.TIMESTAMP;
                        case DATE -> ColumnType.DATE;
                        case INTEGER -> ColumnType.BIGINT;
                        case TEXT, JSON, DECIMAL, DOUBLE, BOOLEAN -> ColumnType.TEXT;
                    }));
        }
        return schema;
    }

    /** Puts a row's values into the file's cells. */
    private record Cells(List<SourceColumn> columns, ParquetRows parquet) implements RowCodec.Target {

        @Override
        public void text(int column, String value) {
            parquet.text(value);
        }

        @Override
        public void number(int column, long value) {
            if (columns.get(column).type() == SourceColumn.Type.BOOLEAN) {
                parquet.text(value != 0 ? "true" : "false");
            } else {
                parquet.number(value);
            }
        }

        @Override
        public void missing(int column) {
            SourceColumn.Type type = columns.get(column).type();
            if (RowCodec.isNumber(type) && type != SourceColumn.Type.BOOLEAN) {
                parquet.numberNull();
            } else {
                parquet.text(null);
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
