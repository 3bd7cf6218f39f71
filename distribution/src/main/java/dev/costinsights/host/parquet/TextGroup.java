package dev.costinsights.host.parquet;

import java.io.IOException;
import java.util.Arrays;

/**
 * Neighbouring columns of texts that come from one object. A row costs one look-up of the object; its texts are looked up
 * once in a row group.
 */
final class TextGroup implements ColumnBuffer {

    private static final int RETRY_GROUPS = 8;

    private final int width;
    private final TextDictionary[] dictionaries;
    private final InstanceCodes instances = new InstanceCodes();
    private final int[] memberOfRow;
    private final int[] scratch;
    private int[] codes = new int[1 << 10];
    private Object last;
    private int lastMember;
    private int members;
    private int cell;
    private int rows;
    private int groups;

    TextGroup(int width, int mostRows) {
        this.width = width;
        dictionaries = new TextDictionary[width];
        Arrays.setAll(dictionaries, i -> new TextDictionary());
        memberOfRow = new int[mostRows];
        scratch = new int[mostRows];
    }

    @SuppressWarnings("ReferenceEquality") // neighbours share the instance
    <T> void add(T value, SharedTexts<T> texts) {
        if (value != last) {
            lastMember = member(value, texts);
            last = value;
        }
        memberOfRow[rows++] = lastMember;
    }

    @Override
    public void flush(ParquetFile file) throws IOException {
        for (int column = 0; column < width; column++) {
            for (int row = 0; row < rows; row++) {
                scratch[row] = codes[memberOfRow[row] * width + column];
            }
            TextDictionary dictionary = dictionaries[column];
            boolean varied = dictionary.count() > members / 2;
            file.dictionaryColumn(scratch, rows, dictionary);
            dictionary.hashing(!varied || (groups + 1) % RETRY_GROUPS == 0);
        }
        groups++;
        instances.clear();
        last = null;
        members = 0;
        rows = 0;
    }

    private <T> int member(T value, SharedTexts<T> texts) {
        int known = instances.get(value);
        if (known >= 0) {
            return known;
        }
        int member = members++;
        if (codes.length < members * width) {
            codes = Arrays.copyOf(codes, codes.length * 2);
        }
        cell = 0;
        texts.write(value, this::cell);
        if (cell != width) {
            throw new IllegalStateException(cell + " texts for " + width + " columns");
        }
        instances.put(value, member);
        return member;
    }

    private void cell(String text) {
        codes[(members - 1) * width + cell] = text == null ? Dictionary.NULL : dictionaries[cell].code(text);
        cell++;
    }
}
