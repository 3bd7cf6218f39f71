package dev.costinsights.plugin.sql.jdbc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Tags of ours that stayed on a session whose connection went back to its pool, by the driver's connection: whoever gets it
 * next removes them before he executes anything, for a lost tag is a gap and another run's tag is a wrong bill.
 *
 * <p>All engines of a process know the same ones, since a pool does not care who asks. Safe for use by several threads.
 */
final class StaleTags {

    private static final Map<Object, Set<String>> LEFT = Collections.synchronizedMap(new WeakHashMap<>());

    private StaleTags() {}

    /** True nearly always, so that a connection need not be looked at. */
    static boolean none() {
        return LEFT.isEmpty();
    }

    static void leave(Object connection, Set<String> keys) {
        LEFT.put(connection, Set.copyOf(keys));
    }

    /** The tags that stayed, with unknown values; empty when none did. They are the taker's to remove. */
    static Map<String, String> take(Object connection) {
        Set<String> keys = LEFT.remove(connection);
        return keys == null ? Map.of() : unknown(keys);
    }

    /** Tags of which nobody knows what they say: null for every key. */
    static Map<String, String> unknown(Set<String> keys) {
        Map<String, String> tags = new LinkedHashMap<>();
        keys.stream().sorted().forEach(key -> tags.put(key, null));
        return tags;
    }
}
