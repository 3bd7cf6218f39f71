package dev.costinsights.plugin.systemtables.tables;

import java.util.function.Function;

/**
 * Remembers what was made of texts seen lately: one place for each hash, the newest stays. It never grows, and costs no
 * more than comparing two texts.
 *
 * @param <V> what is made of a text
 */
final class Recent<V> {

    private static final int PLACES = 1 << 12;

    private final String[] keys = new String[PLACES];
    private final Object[] values = new Object[PLACES];
    private final Function<String, V> maker;

    Recent(Function<String, V> maker) {
        this.maker = maker;
    }

    V get(String key) {
        int hash = key.hashCode();
        int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
        if (!key.equals(keys[place])) {
            values[place] = maker.apply(key);
            keys[place] = key;
        }
        @SuppressWarnings("unchecked") // Only what the maker made is put.
        V value = (V) values[place];
        return value;
    }
}
