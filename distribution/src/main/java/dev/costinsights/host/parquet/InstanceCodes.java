package dev.costinsights.host.parquet;

import java.util.Arrays;

/** Finds an object's number again by the object's identity: one memory access, where equality would need many. */
final class InstanceCodes {

    private static final int LEAST_CAPACITY = 1 << 10;

    private Object[] keys = new Object[LEAST_CAPACITY];
    private int[] codes = new int[LEAST_CAPACITY];
    private int size;

    /** The object's number, or -1. */
    @SuppressWarnings("ReferenceEquality") // that is what it is for
    int get(Object key) {
        int mask = keys.length - 1;
        for (int at = slot(key, mask); keys[at] != null; at = at + 1 & mask) {
            if (keys[at] == key) {
                return codes[at];
            }
        }
        return -1;
    }

    /** Adds an object that is not there yet. */
    void put(Object key, int code) {
        if (size * 2 >= keys.length) {
            grow();
        }
        insert(key, code);
        size++;
    }

    int size() {
        return size;
    }

    void clear() {
        Arrays.fill(keys, null);
        size = 0;
    }

    private void grow() {
        Object[] oldKeys = keys;
        int[] oldCodes = codes;
        keys = new Object[oldKeys.length * 2];
        codes = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                insert(oldKeys[i], oldCodes[i]);
            }
        }
    }

    private void insert(Object key, int code) {
        int mask = keys.length - 1;
        int at = slot(key, mask);
        while (keys[at] != null) {
            at = at + 1 & mask;
        }
        keys[at] = key;
        codes[at] = code;
    }

    private static int slot(Object key, int mask) {
        int hash = System.identityHashCode(key);
        return (hash ^ hash >>> 15) & mask;
    }
}
