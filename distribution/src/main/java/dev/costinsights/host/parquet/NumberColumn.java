package dev.costinsights.host.parquet;

import java.io.IOException;

/** A column of whole numbers, days or instants. */
final class NumberColumn implements ColumnBuffer {

    private final NumberDictionary dictionary;
    private final CodeRuns codes = new CodeRuns();

    NumberColumn(ColumnType type) {
        dictionary = new NumberDictionary(type);
    }

    void add(long number) {
        codes.add(dictionary.code(number));
    }

    void addNull() {
        codes.add(Dictionary.NULL);
    }

    @Override
    public void flush(ParquetFile file) throws IOException {
        file.dictionaryColumn(codes, dictionary);
        codes.clear();
    }
}
