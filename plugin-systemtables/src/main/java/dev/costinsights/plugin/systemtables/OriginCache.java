package dev.costinsights.plugin.systemtables;

import java.util.List;
import java.util.function.Function;

/**
 * Makes one instance of what many rows share. A row is recognised by two hashes of its parts, computed by DuckDB; only
 * an unknown pair costs the text itself.
 *
 * <p>The hashes are made of different things, 126 bits together: that two different origins of ten million meet in both
 * is less likely than 10<sup>-20</sup>.
 *
 * @param <T> the shared part
 */
final class OriginCache<T> {

    /** For what comes again in the next hours of a bill, and nearly always does: the first time is enough. */
    static final int HOURS = 1 << 14;

    /**
     * For what may be different in every row. What comes once is not kept, for it would leave the cache at an age at
     * which garbage is dear.
     */
    static final int SMALL = 1 << 16;

    private final Function<String[], T> maker;
    private final Recent<String> texts = new Recent<>(text -> text);
    private final int parts;
    private final int most;

    /** Two for each place, side by side: most of a look-up is waiting for memory. */
    private long[] hashes = new long[2 << 12];

    private Object[] values = new Object[1 << 12];
    private int size;

    /** Of a pair that came once the second hash, in the place of the first; null when the first time is enough. */
    private final long[] once;

    /**
     * @param most entries; beyond it the cache starts afresh, and equal parts come as several instances
     * @param parts number of texts that are packed
     * @param maker makes the shared part of them
     */
    OriginCache(int most, int parts, Function<String[], T> maker) {
        this.most = most;
        this.parts = parts;
        this.maker = maker;
        this.once = most == SMALL ? new long[SMALL] : null;
    }

    /** The SQL of the three columns that {@link #get} reads: two hashes and the packed texts. */
    static String sql(List<String> expressions) {
        String packed = Packed.sql(expressions);
        return "CAST(hash(" + packed + ") >> 1 AS BIGINT), CAST(hash(" + String.join(", ", expressions)
                + ") >> 1 AS BIGINT), " + packed;
    }

    /** The shared part of the current row, of which the three columns start at the given one. */
    T get(Rows rows, int column) {
        long one = rows.number(column);
        long two = rows.number(column + 1);
        int slot = slot(one, two);
        Object known = values[slot];
        if (known == null) {
            String[] unpacked = Packed.unpack(rows.text(column + 2), parts);
            known = maker.apply(once == null ? unpacked : shared(unpacked));
            if (comesAgain(one, two)) {
                keep(one, two, known);
            }
        }
        @SuppressWarnings("unchecked") // Only get() puts, and only what the maker made.
        T value = (T) known;
        return value;
    }

    /** Texts such as an account's id are in every entry; one copy of each is enough for those that are kept long. */
    private String[] shared(String[] unpacked) {
        for (int i = 0; i < unpacked.length; i++) {
            String text = unpacked[i];
            unpacked[i] = text == null ? null : texts.get(text);
        }
        return unpacked;
    }

    private boolean comesAgain(long one, long two) {
        if (once == null) {
            return true;
        }
        int place = (int) one & once.length - 1;
        boolean again = once[place] == two;
        once[place] = two;
        return again;
    }

    private void keep(long one, long two, Object value) {
        if (size == most) {
            clear();
        } else if (size > values.length / 2) {
            grow();
        }
        put(one, two, value);
    }

    /** Where the pair is, or where it belongs. */
    private int slot(long one, long two) {
        int mask = values.length - 1;
        int slot = (int) one & mask;
        while ((hashes[2 * slot] != one || hashes[2 * slot + 1] != two) && values[slot] != null) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void put(long one, long two, Object value) {
        int slot = slot(one, two);
        hashes[2 * slot] = one;
        hashes[2 * slot + 1] = two;
        values[slot] = value;
        size++;
    }

    private void clear() {
        hashes = new long[hashes.length];
        values = new Object[values.length];
        size = 0;
    }

    private void grow() {
        long[] oldHashes = hashes;
        Object[] oldValues = values;
        hashes = new long[2 * oldHashes.length];
        values = new Object[2 * oldValues.length];
        size = 0;
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null) {
                put(oldHashes[2 * i], oldHashes[2 * i + 1], oldValues[i]);
            }
        }
    }
}
