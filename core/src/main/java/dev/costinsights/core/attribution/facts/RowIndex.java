package dev.costinsights.core.attribution.facts;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A hash index over rows that are kept in columns: open addressing, the keys stay in the columns. A place holds a row with
 * the hash of its key, so that columns, which are far away in memory, are asked for what is nearly always equal only.
 */
final class RowIndex {

    private static final long EMPTY = -1;

    private long[] slots;
    private int used;

    /** Tells whether two rows have the same key. */
    @FunctionalInterface
    interface SameKey {
        boolean test(int left, int right);
    }

    RowIndex(int expected) {
        this.slots = empty(capacity(expected));
    }

    /** Spreads a key's bits; neighbouring UUIDs differ in few of them. */
    static int mix(long key) {
        long mixed = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    /**
     * The row that is known under the row's key, or -1 after the row was put in.
     *
     * @param hash of the row's key
     */
    int putIfAbsent(int hash, int row, SameKey same) {
        if (used >= slots.length / 4 * 3) {
            grow();
        }
        int mask = slots.length - 1;
        int at = hash & mask;
        for (long slot = slots[at]; slot != EMPTY; slot = slots[at]) {
            if (hash(slot) == hash && same.test((int) slot, row)) {
                return (int) slot;
            }
            at = (at + 1) & mask;
        }
        slots[at] = slot(hash, row);
        used++;
        return -1;
    }

    /** Puts in a row of which the key is not known yet. */
    void put(int hash, int row) {
        putIfAbsent(hash, row, (left, right) -> false);
    }

    /** The row with the hash that the test accepts, or -1. */
    int find(int hash, IntPredicate same) {
        int mask = slots.length - 1;
        int at = hash & mask;
        for (long slot = slots[at]; slot != EMPTY; slot = slots[at]) {
            if (hash(slot) == hash && same.test((int) slot)) {
                return (int) slot;
            }
            at = (at + 1) & mask;
        }
        return -1;
    }

    private void grow() {
        long[] old = slots;
        slots = empty(old.length * 2);
        int mask = slots.length - 1;
        for (long slot : old) {
            if (slot != EMPTY) {
                int at = hash(slot) & mask;
                while (slots[at] != EMPTY) {
                    at = (at + 1) & mask;
                }
                slots[at] = slot;
            }
        }
    }

    private static long slot(int hash, int row) {
        return (long) hash << 32 | row;
    }

    private static int hash(long slot) {
        return (int) (slot >>> 32);
    }

    /** A power of two of which the expected rows take at most three quarters. */
    private static int capacity(int expected) {
        int capacity = 16;
        while (capacity / 4 * 3 < expected && capacity < 1 << 30) {
            capacity <<= 1;
        }
        return capacity;
    }

    private static long[] empty(int capacity) {
        long[] slots = new long[capacity];
        Arrays.fill(slots, EMPTY);
        return slots;
    }
}
