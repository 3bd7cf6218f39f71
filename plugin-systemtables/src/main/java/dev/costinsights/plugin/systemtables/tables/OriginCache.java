package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.plugin.systemtables.duckdb.Rows;
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

    /** Most shared parts come again soon or never. A few thousand are gone before they are old, when garbage is cheap. */
    private static final int RECENT = 1 << 12;

    private static final int MOST_KEPT = 1 << 16;

    private final Function<String[], T> maker;
    private final Recent<String> texts = new Recent<>(text -> text);
    private final int parts;

    /** The pairs seen lately, two for each place, of which the newest stays. */
    private final long[] recentHashes = new long[2 * RECENT];

    private final Object[] recent = new Object[RECENT];

    /** Of pairs that were made the second hash, in the place of the first. */
    private final long[] made = new long[MOST_KEPT];

    /** What came again when it had left the recent ones. Two for each place: most of a look-up is waiting for memory. */
    private long[] hashes = new long[2 << 12];

    private Object[] values = new Object[1 << 12];
    private int size;

    /**
     * @param parts number of texts that are packed
     * @param maker makes the shared part of them; called again for equal parts that are far from each other
     */
    OriginCache(int parts, Function<String[], T> maker) {
        this.parts = parts;
        this.maker = maker;
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
        int place = (int) two & RECENT - 1;
        Object known = recent[place];
        if (known == null || recentHashes[2 * place] != one || recentHashes[2 * place + 1] != two) {
            known = values[slot(one, two)];
            if (known == null) {
                known = make(Packed.unpack(rows.text(column + 2), parts), one, two);
            }
        }
        @SuppressWarnings("unchecked") // Only make() puts, and only what the maker made.
        T value = (T) known;
        return value;
    }

    private T make(String[] unpacked, long one, long two) {
        int mark = (int) one & made.length - 1;
        if (made[mark] == two) {
            T value = maker.apply(shared(unpacked));
            keep(one, two, value);
            return value;
        }
        made[mark] = two;
        T value = maker.apply(unpacked);
        int place = (int) two & RECENT - 1;
        recentHashes[2 * place] = one;
        recentHashes[2 * place + 1] = two;
        recent[place] = value;
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

    private void keep(long one, long two, Object value) {
        if (size == MOST_KEPT) {
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
