package dev.costinsights.core.attribution.facts;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A hash index over rows that are kept in columns: open addressing, four bytes a slot. */
final class RowIndex {

    private static final int EMPTY = -1;

    private int[] slots;
    private int[] hashes;
    private int used;

    /** Tells whether two rows have the same key. */
    @FunctionalInterface
    interface SameKey {
        boolean test(int left, int right);
    }

    RowIndex(int expected) {
        int capacity = Integer.highestOneBit(Math.max(16, expected) * 2 - 1) * 2;
        slots = new int[capacity];
        hashes = new int[capacity];
        Arrays.fill(slots, EMPTY);
    }

    /** Spreads a key's bits; neighbouring UUIDs differ in few of them. */
    static int mix(long key) {
        long mixed = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    /** The row that is known under the key, or -1 after the new row was put in. */
    int putIfAbsent(int row, int hash, SameKey same) {
        if (used * 2 > slots.length) {
            grow();
        }
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != EMPTY) {
            if (hashes[slot] == hash && same.test(slots[slot], row)) {
                return slots[slot];
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = row;
        hashes[slot] = hash;
        used++;
        return -1;
    }

    /** The row that the test accepts, or -1. */
    int find(int hash, IntPredicate same) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != EMPTY) {
            if (hashes[slot] == hash && same.test(slots[slot])) {
                return slots[slot];
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private void grow() {
        int[] oldSlots = slots;
        int[] oldHashes = hashes;
        slots = new int[oldSlots.length * 2];
        hashes = new int[slots.length];
        Arrays.fill(slots, EMPTY);
        int mask = slots.length - 1;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != EMPTY) {
                int slot = oldHashes[i] & mask;
                while (slots[slot] != EMPTY) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = oldSlots[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }
}
