package dev.costinsights.core.attribution.facts;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/** A small immutable map in one array, in key order: less than a third of what a tree takes. */
final class TextMap extends AbstractMap<String, String> {

    /** Each key with its value behind it. */
    private final String[] cells;

    /** 0 until somebody asks. */
    private int hash;

    /** @param cells each key with its value behind it, in key order */
    TextMap(String[] cells) {
        this.cells = cells;
    }

    /** The cells of any map. */
    static String[] cells(Map<String, String> entries) {
        String[] cells = new String[2 * entries.size()];
        int at = 0;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            if (at > 0 && cells[at - 2].compareTo(entry.getKey()) >= 0) {
                return cells(new TreeMap<>((Map<String, String>) new HashMap<>(entries)));
            }
            cells[at++] = entry.getKey();
            cells[at++] = entry.getValue();
        }
        return cells;
    }

    @Override
    public String get(Object key) {
        int at = indexOf(key);
        return at < 0 ? null : cells[at + 1];
    }

    @Override
    public boolean containsKey(Object key) {
        return indexOf(key) >= 0;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return cells.length / 2;
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextMap that ? Arrays.equals(cells, that.cells) : super.equals(other);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = super.hashCode();
        }
        return hash;
    }

    private int indexOf(Object key) {
        int low = 0;
        int high = cells.length / 2 - 1;
        while (key instanceof String text && low <= high) {
            int middle = (low + high) >>> 1;
            int order = cells[2 * middle].compareTo(text);
            if (order == 0) {
                return 2 * middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -1;
    }

    private final class Entries implements Iterator<Map.Entry<String, String>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < cells.length;
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            at += 2;
            return new SimpleImmutableEntry<>(cells[at - 2], cells[at - 1]);
        }
    }
}
