package dev.costinsights.core.attribution.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers equal values once, so that columns can hold a number for each. There may be a million values, so a number costs
 * two places in arrays and not an entry of a map.
 *
 * @param <T> immutable values
 */
final class Pool<T> {

    /** Stands for null. */
    static final int NONE = -1;

    private final List<T> values = new ArrayList<>();
    private final RowIndex index = new RowIndex(16);

    int number(T value) {
        if (value == null) {
            return NONE;
        }
        int hash = hash(value);
        int known = find(value, hash);
        if (known >= 0) {
            return known;
        }
        int number = values.size();
        values.add(value);
        index.put(hash, number);
        return number;
    }

    /** The value's number, or {@link #NONE} when it has none. */
    int find(T value) {
        return value == null ? NONE : find(value, hash(value));
    }

    /** The first of the values that were numbered and equal this one; null for null. */
    T shared(T value) {
        return value(number(value));
    }

    T value(int number) {
        return number == NONE ? null : values.get(number);
    }

    /** By number; a view. */
    List<T> values() {
        return values;
    }

    private int find(T value, int hash) {
        return index.find(hash, number -> values.get(number).equals(value));
    }

    private static int hash(Object value) {
        return RowIndex.mix(value.hashCode());
    }

    /** The number of the greater of two texts: slices of a run agree, and should they not, reading order must not decide. */
    static int greater(Pool<String> texts, int left, int right) {
        if (left == right || right == NONE) {
            return left;
        }
        return left == NONE || texts.value(right).compareTo(texts.value(left)) > 0 ? right : left;
    }

    /** The greater of two texts, where null is less than any. */
    static String greater(String left, String right) {
        return left == null || (right != null && right.compareTo(left) > 0) ? right : left;
    }
}
