package dev.costinsights.core.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a usage record says about the thing that was used: a sparse map from {@link UsageKey} to a non-empty id. */
public final class UsageMetadata {

    /** No leaf is set. */
    public static final UsageMetadata EMPTY = new UsageMetadata(Set.of(), new String[0]);

    private static final UsageKey[] KEYS = UsageKey.values();

    // A bill has millions of these with two or three leaves each: a bit per key and the values in key order.
    private final long present;
    private final String[] values;

    private UsageMetadata(Set<UsageKey> keys, String[] values) {
        long bits = 0;
        for (UsageKey key : keys) {
            bits |= 1L << key.ordinal();
        }
        this.present = bits;
        this.values = values;
    }

    /** Null and empty values count as absent. */
    public static UsageMetadata of(Map<UsageKey, String> leaves) {
        EnumMap<UsageKey, String> kept = new EnumMap<>(UsageKey.class);
        leaves.forEach((key, value) -> {
            if (value != null && !value.isEmpty()) {
                kept.put(key, value);
            }
        });
        return kept.isEmpty()
                ? EMPTY
                : new UsageMetadata(kept.keySet(), kept.values().toArray(new String[0]));
    }

    /**
     * The same from values that are set, in the order of their keys in the enum.
     *
     * @throws IllegalArgumentException when there are not as many values as keys, or one is empty
     */
    public static UsageMetadata of(Set<UsageKey> keys, String... values) {
        if (keys.size() != values.length) {
            throw new IllegalArgumentException(values.length + " values for " + keys.size() + " keys");
        }
        String[] kept = values.clone();
        for (String value : kept) {
            if (value == null || value.isEmpty()) {
                throw new IllegalArgumentException("a value is empty");
            }
        }
        return kept.length == 0 ? EMPTY : new UsageMetadata(keys, kept);
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
