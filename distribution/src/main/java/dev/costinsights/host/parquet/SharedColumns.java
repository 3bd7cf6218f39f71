package dev.costinsights.host.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Neighbouring columns that come from one object. Rows that follow each other with the same object cost nothing; else a row
 * costs one look-up of the object, and its cells are looked up once in a while.
 */
final class SharedColumns implements ColumnBuffer, Cells {

    private static final int RETRY_GROUPS = 8;

    /** Most objects come for a stretch of rows and never again; those of a whole row group would grow old in here. */
    private static final int MOST_INSTANCES = 1 << 11;

    private final Dictionary[] dictionaries;
    private final InstanceCodes instances = new InstanceCodes();
    private final CodeRuns memberOfRow = new CodeRuns();
    private final CodeRuns codesOfColumn = new CodeRuns();
    /** The cells of the objects, as codes of the columns' dictionaries. */
    private int[] codes = new int[1 << 10];

    private Object last;
    private int lastMember;
    private int members;
    private int cell;
    private int groups;
    private long longText;
    /** Whether an object came again after another, since {@link #instances} were emptied. */
    private boolean cameAgain;

    private boolean searching = true;

    SharedColumns(List<Column> columns) {
        dictionaries = columns.stream().map(SharedColumns::dictionary).toArray(Dictionary[]::new);
    }

    private static Dictionary dictionary(Column column) {
        return switch (column.type().kind()) {
            case TEXT -> new TextDictionary();
            case INTEGER, BIGINT, DATE, TIMESTAMP -> new NumberDictionary(column.type());
            case DECIMAL, FLAG -> throw new IllegalArgumentException(column + " cannot be shared");
        };
    }

    /** Characters of the long texts since the last flush. */
    long longText() {
        return longText;
    }

    @SuppressWarnings("ReferenceEquality") // neighbours share the instance
    <T> void add(T value, SharedCells<T> cells) {
        if (value != last) {
            lastMember = searching ? known(value, cells) : make(value, cells);
            last = value;
        }
        memberOfRow.add(lastMember);
    }

    @Override
    public void text(String value) {
        put(value == null ? Dictionary.NULL : ((TextDictionary) dictionaries[cell]).code(value));
        longText += ParquetRows.longText(value);
    }

    @Override
    public void number(long value) {
        put(((NumberDictionary) dictionaries[cell]).code(value));
    }

    @Override
    public void flush(ParquetFile file) throws IOException {
        for (int column = 0; column < dictionaries.length; column++) {
            codesOfColumn.clear();
            for (int run = 0; run < memberOfRow.count(); run++) {
                codesOfColumn.add(codes[memberOfRow.code(run) * dictionaries.length + column], memberOfRow.length(run));
            }
            boolean varied = dictionaries[column].count() > members / 2;
            file.dictionaryColumn(codesOfColumn, dictionaries[column]);
            if (dictionaries[column] instanceof TextDictionary texts) {
                texts.hashing(!varied || (groups + 1) % RETRY_GROUPS == 0);
            }
        }
        groups++;
        instances.clear();
        memberOfRow.clear();
        cameAgain = false;
        searching = true;
        last = null;
        members = 0;
        longText = 0;
    }

    private <T> int known(T value, SharedCells<T> cells) {
        int known = instances.get(value);
        if (known >= 0) {
            cameAgain = true;
            return known;
        }
        if (instances.size() == MOST_INSTANCES) {
            // Charges never come again. Whether to look is up to the objects alone, so that the bytes are, too.
            searching = cameAgain;
            cameAgain = false;
            instances.clear();
        }
        int member = make(value, cells);
        instances.put(value, member);
        return member;
    }

    private <T> int make(T value, SharedCells<T> cells) {
        int member = members++;
        if (codes.length < members * dictionaries.length) {
            codes = Arrays.copyOf(codes, Math.max(members * dictionaries.length, codes.length * 2));
        }
        cell = 0;
        cells.write(value, this);
        if (cell != dictionaries.length) {
            throw new IllegalStateException(cell + " cells for " + dictionaries.length + " columns");
        }
        return member;
    }

    private void put(int code) {
        codes[(members - 1) * dictionaries.length + cell] = code;
        cell++;
    }
}
