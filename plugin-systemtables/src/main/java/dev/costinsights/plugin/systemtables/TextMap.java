package dev.costinsights.plugin.systemtables;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A small immutable map in one array, in key order. A bill has hundreds of thousands of tag maps of a few entries each, of
 * which a tree would take four times the memory.
 */
final class TextMap extends AbstractMap<String, String> {

    /** Each key with its value behind it. */
    private final String[] cells;

    private TextMap(String[] cells) {
        this.cells = cells;
    }

    /**
     * @param entries in key order
     * @param texts gives one instance for texts that many maps share
     */
    static Map<String, String> of(Map<String, String> entries, Recent<String> texts) {
        if (entries.isEmpty()) {
            return Map.of();
        }
        String[] cells = new String[2 * entries.size()];
        int at = 0;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            cells[at++] = texts.get(entry.getKey());
            cells[at++] = texts.get(entry.getValue());
        }
        return new TextMap(cells);
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
            return Map.entry(cells[at - 2], cells[at - 1]);
        }
    }
}
