package dev.costinsights.core.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a usage record says about the thing that was used: a sparse map from {@link UsageKey} to a non-empty id. */
public final class UsageMetadata {

    /** No leaf is set. */
    public static final UsageMetadata EMPTY = new UsageMetadata(new EnumMap<>(UsageKey.class));

    private static final UsageKey[] KEYS = UsageKey.values();

    // A bill has millions of these with two or three leaves each: a bit per key and the values in key order.
    private final long present;
    private final String[] values;

    private UsageMetadata(EnumMap<UsageKey, String> leaves) {
        long bits = 0;
        for (UsageKey key : leaves.keySet()) {
            bits |= 1L << key.ordinal();
        }
        this.present = bits;
        this.values = leaves.values().toArray(new String[0]);
    }

    /** Null and empty values count as absent. */
    public static UsageMetadata of(Map<UsageKey, String> leaves) {
        EnumMap<UsageKey, String> kept = new EnumMap<>(UsageKey.class);
        leaves.forEach((key, value) -> {
            if (value != null && !value.isEmpty()) {
                kept.put(key, value);
            }
        });
        return kept.isEmpty() ? EMPTY : new UsageMetadata(kept);
    }

    /** The leaf's value, or null when it is absent. */
    public String get(UsageKey key) {
        long bit = 1L << key.ordinal();
        return (present & bit) == 0 ? null : values[Long.bitCount(present & (bit - 1))];
    }

    public boolean has(UsageKey key) {
        return (present & (1L << key.ordinal())) != 0;
    }

    /** The values of the leaves that are set, in the order of the keys. */
    public List<String> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UsageMetadata that && present == that.present && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(present) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (UsageKey key : KEYS) {
            if (has(key)) {
                text.append(text.length() > 1 ? ", " : "")
                        .append(key)
                        .append('=')
                        .append(get(key));
            }
        }
        return text.append('}').toString();
    }
}
