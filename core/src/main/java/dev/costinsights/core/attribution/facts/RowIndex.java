package dev.costinsights.core.attribution.facts;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** A hash index over rows that are kept in columns: open addressing, four bytes a slot, the keys stay in the columns. */
final class RowIndex {

    private static final int EMPTY = -1;

    private final IntUnaryOperator hashOf;
    private int[] slots;
    private int used;

    /** Tells whether two rows have the same key. */
    @FunctionalInterface
    interface SameKey {
        boolean test(int left, int right);
    }

    /** @param hashOf the hash of a row's key, for rows that are in the index */
    RowIndex(int expected, IntUnaryOperator hashOf) {
        this.hashOf = hashOf;
        this.slots = empty(capacity(expected));
    }

    /** Spreads a key's bits; neighbouring UUIDs differ in few of them. */
    static int mix(long key) {
        long mixed = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    /** The row that is known under the row's key, or -1 after the row was put in. */
    int putIfAbsent(int row, SameKey same) {
        if (used >= slots.length / 4 * 3) {
            grow();
        }
        int mask = slots.length - 1;
        int slot = hashOf.applyAsInt(row) & mask;
        while (slots[slot] != EMPTY) {
            if (same.test(slots[slot], row)) {
                return slots[slot];
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = row;
        used++;
        return -1;
    }

    /** Puts in a row of which the key is not known yet. */
    void put(int row) {
        putIfAbsent(row, (left, right) -> false);
    }

    /** The row with the hash that the test accepts, or -1. */
    int find(int hash, IntPredicate same) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != EMPTY) {
            if (same.test(slots[slot])) {
                return slots[slot];
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private void grow() {
        int[] old = slots;
        slots = empty(old.length * 2);
        int mask = slots.length - 1;
        for (int row : old) {
            if (row != EMPTY) {
                int slot = hashOf.applyAsInt(row) & mask;
                while (slots[slot] != EMPTY) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = row;
            }
        }
    }

    /** A power of two of which the expected rows take at most three quarters. */
    private static int capacity(int expected) {
        int capacity = 16;
        while (capacity / 4 * 3 < expected && capacity < 1 << 30) {
            capacity <<= 1;
        }
        return capacity;
    }

    private static int[] empty(int capacity) {
        int[] slots = new int[capacity];
        Arrays.fill(slots, EMPTY);
        return slots;
    }
}
