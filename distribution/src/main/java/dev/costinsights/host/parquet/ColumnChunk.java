package dev.costinsights.host.parquet;

/**
 * Where a column of a row group stands in the file, and what a reader should know before it reads it.
 *
 * @param bounds least and greatest value, or null
 * @param dictionaryAt offset of the dictionary page; below 0 when there is none
 * @param dataAt offset of the data page
 * @param plainBytes size with headers, before packing
 * @param storedBytes size with headers, in the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ColumnChunk(
        Column column,
        Codec codec,
        int rows,
        int nulls,
        byte[][] bounds,
        long dictionaryAt,
        long dataAt,
        long plainBytes,
        long storedBytes) {

    long start() {
        return hasDictionary() ? dictionaryAt : dataAt;
    }

    boolean hasDictionary() {
        return dictionaryAt >= 0;
    }

    void describe(CompactThrift thrift) {
        thrift.begin();
        thrift.i64(2, start());
        thrift.begin(3);
        thrift.i32(1, column.type().physical());
        thrift.list(2, CompactThrift.I32, hasDictionary() ? 3 : 2);
        thrift.element(ParquetFile.PLAIN);
        thrift.element(ParquetFile.RLE);
        if (hasDictionary()) {
            thrift.element(ParquetFile.RLE_DICTIONARY);
        }
        thrift.list(3, CompactThrift.BINARY, 1);
        thrift.element(column.name());
        thrift.i32(4, codec.number);
        thrift.i64(5, rows);
        thrift.i64(6, plainBytes);
        thrift.i64(7, storedBytes);
        thrift.i64(9, dataAt);
        if (hasDictionary()) {
            thrift.i64(11, dictionaryAt);
        }
        thrift.begin(12);
        thrift.i64(3, nulls);
        if (bounds != null) {
            thrift.binary(5, bounds[1]);
            thrift.binary(6, bounds[0]);
        }
        thrift.end();
        thrift.end();
        thrift.end();
    }
}
