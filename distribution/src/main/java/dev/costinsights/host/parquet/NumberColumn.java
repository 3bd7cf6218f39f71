package dev.costinsights.host.parquet;

import java.io.IOException;

/** A column of whole numbers, days or instants. */
final class NumberColumn implements ColumnBuffer {

    private final NumberDictionary dictionary;
    private final int[] codes;
    private int rows;

    NumberColumn(ColumnType type, int mostRows) {
        dictionary = new NumberDictionary(type);
        codes = new int[mostRows];
    }

    void add(long number) {
        codes[rows++] = dictionary.code(number);
    }

    void addNull() {
        codes[rows++] = Dictionary.NULL;
    }

    @Override
    public void flush(ParquetFile file) throws IOException {
        file.dictionaryColumn(codes, rows, dictionary);
        rows = 0;
    }
}
