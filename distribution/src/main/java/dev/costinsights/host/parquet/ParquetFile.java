package dev.costinsights.host.parquet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A Parquet file under construction. A row group is written column by column, in the order of the schema, and ended with
 * {@link #endRowGroup}; {@link #finish} writes the footer, without which the file is no Parquet.
 */
final class ParquetFile implements AutoCloseable {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    static final int PLAIN = 0;
    static final int RLE = 3;
    static final int RLE_DICTIONARY = 8;

    private final List<Column> schema;
    private final OutputStream out;
    private final List<Footer.RowGroup> rowGroups = new ArrayList<>();
    private final List<ColumnChunk> chunks = new ArrayList<>();
    private final Bytes header = new Bytes(256);
    private final Bytes page = new Bytes(1 << 20);
    private final Bytes levels = new Bytes(1 << 12);
    private final Bytes packed = new Bytes(1 << 16);
    private final CodeRuns presence = new CodeRuns();
    private final CodeRuns present = new CodeRuns();
    private long position;

    /** Starts a new file. */
    ParquetFile(Path file, List<Column> schema) throws IOException {
        this.schema = List.copyOf(schema);
        this.out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
        out.write(MAGIC);
        position = MAGIC.length;
    }

    /** Writes the next column from dictionary codes, and empties the dictionary. */
    void dictionaryColumn(CodeRuns codes, Dictionary dictionary) throws IOException {
        CodeRuns values = startPage(codes);
        int width = RunLengths.width(dictionary.count());
        page.put(width);
        RunLengths.write(values, width, page);
        long start = position;
        dictionaryPage(dictionary);
        long dataAt = position;
        dataPage(codes.rows(), RLE_DICTIONARY);
        long size = position - start;
        chunks.add(new ColumnChunk(
                next(),
                Codec.NONE,
                codes.rows(),
                codes.rows() - values.rows(),
                dictionary.bounds(),
                start,
                dataAt,
                size,
                size));
        dictionary.clear();
    }

    /**
     * Writes the next column as single bits, the lowest first.
     *
     * @param codes 1 for yes, 0 for no, below 0 where the row's value is null
     */
    void flagColumn(CodeRuns codes) throws IOException {
        CodeRuns values = startPage(codes);
        int bits = 0;
        int filled = 0;
        for (int run = 0; run < values.count(); run++) {
            for (int i = 0; i < values.length(run); i++) {
                bits |= values.code(run) << filled++;
                if (filled == Byte.SIZE) {
                    page.put(bits);
                    bits = 0;
                    filled = 0;
                }
            }
        }
        if (filled > 0) {
            page.put(bits);
        }
        plainPage(codes.rows(), codes.rows() - values.rows());
    }

    /**
     * Writes the next column as texts one by one, and empties them.
     *
     * @param presence below 0 where the row's value is null
     */
    void textColumn(CodeRuns presence, TextValues texts) throws IOException {
        CodeRuns values = startPage(presence);
        page.put(texts.values());
        plainPage(presence.rows(), presence.rows() - values.rows());
        texts.clear();
    }

    /**
     * Writes the next column as decimals, and empties them.
     *
     * @param presence below 0 where the row's value is null
     */
    void decimalColumn(CodeRuns presence, DecimalValues values) throws IOException {
        int rows = presence.rows();
        int nulls = rows - startPage(presence).rows();
        if (values.count() != rows - nulls) {
            throw new IllegalStateException(values.count() + " values for " + (rows - nulls) + " rows");
        }
        packed.clear();
        values.writeTo(page, packed);
        int plain = page.size() + values.count() * ColumnType.DECIMAL_BYTES;
        long start = position;
        long headerBytes = dataHeader(rows, PLAIN, plain, packed.size());
        write(packed);
        chunks.add(new ColumnChunk(
                next(), Codec.SNAPPY, rows, nulls, null, -1, start, headerBytes + plain, position - start));
        values.clear();
    }

    /** Ends a row group in which every column was written. */
    void endRowGroup(int rows) {
        if (chunks.size() != schema.size()) {
            throw new IllegalStateException(chunks.size() + " of " + schema.size() + " columns written");
        }
        rowGroups.add(new Footer.RowGroup(List.copyOf(chunks), rows));
        chunks.clear();
    }

    /** Writes the footer and closes the file. */
    void finish() throws IOException {
        Bytes footer = new Bytes(1 << 14);
        Footer.write(schema, rowGroups, new CompactThrift(footer));
        int length = footer.size();
        footer.putInt(length);
        footer.put(MAGIC, 0, MAGIC.length);
        write(footer);
        out.close();
    }

    /** Closes the file as it is. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    private Column next() {
        return schema.get(chunks.size());
    }

    /** Starts the page with its definition levels; returns the codes of what is not null, until the next page. */
    private CodeRuns startPage(CodeRuns codes) {
        page.clear();
        levels.clear();
        CodeRuns values = codes;
        if (codes.nulls() == 0) {
            RunLengths.run(1, codes.rows(), 1, levels);
        } else {
            presence.presenceOf(codes);
            RunLengths.write(presence, 1, levels);
            present.presentOf(codes);
            values = present;
        }
        page.putInt(levels.size());
        page.put(levels);
        return values;
    }

    private void plainPage(int rows, int nulls) throws IOException {
        long start = position;
        dataPage(rows, PLAIN);
        long size = position - start;
        chunks.add(new ColumnChunk(next(), Codec.NONE, rows, nulls, null, -1, start, size, size));
    }

    private void dictionaryPage(Dictionary dictionary) throws IOException {
        Bytes values = dictionary.values();
        header.clear();
        CompactThrift thrift = new CompactThrift(header);
        thrift.begin();
        thrift.i32(1, 2);
        thrift.i32(2, values.size());
        thrift.i32(3, values.size());
        thrift.begin(7);
        thrift.i32(1, dictionary.count());
        thrift.i32(2, PLAIN);
        thrift.end();
        thrift.end();
        write(header);
        write(values);
    }

    private void dataPage(int rows, int encoding) throws IOException {
        dataHeader(rows, encoding, page.size(), page.size());
        write(page);
    }

    private long dataHeader(int rows, int encoding, int plainBytes, int storedBytes) throws IOException {
        header.clear();
        CompactThrift thrift = new CompactThrift(header);
        thrift.begin();
        thrift.i32(1, 0);
        thrift.i32(2, plainBytes);
        thrift.i32(3, storedBytes);
        thrift.begin(5);
        thrift.i32(1, rows);
        thrift.i32(2, encoding);
        thrift.i32(3, RLE);
        thrift.i32(4, RLE);
        thrift.end();
        thrift.end();
        long bytes = header.size();
        write(header);
        return bytes;
    }

    private void write(Bytes bytes) throws IOException {
        bytes.writeTo(out);
        position += bytes.size();
    }
}
