package dev.costinsights.host.parquet;

import java.io.IOException;

/**
 * A column of texts. They go through a dictionary, unless the last row group that tried it found hardly any repetition:
 * then they are written one by one, which spares the hashing. Now and then the dictionary gets another chance.
 */
final class TextColumn implements ColumnBuffer {

    private static final int RETRY_GROUPS = 8;

    private final TextDictionary dictionary = new TextDictionary();
    private final TextValues values = new TextValues();
    private final CodeRuns codes = new CodeRuns();
    private int groups;
    private boolean plain;
    private boolean varied;

    /** @param text null is null; the empty text is a value */
    void add(String text) {
        if (text == null) {
            codes.add(Dictionary.NULL);
        } else if (plain) {
            values.add(text);
            codes.add(0);
        } else {
            codes.add(dictionary.code(text));
        }
    }

    @Override
    public void flush(ParquetFile file) throws IOException {
        if (plain) {
            file.textColumn(codes, values);
        } else {
            varied = dictionary.count() > codes.rows() / 2;
            file.dictionaryColumn(codes, dictionary);
        }
        groups++;
        plain = varied && groups % RETRY_GROUPS != 0;
        codes.clear();
    }
}
