package dev.costinsights.core.attribution.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers equal values once, so that columns can hold a number for each.
 *
 * @param <T> immutable values
 */
final class Pool<T> {

    /** Stands for null. */
    static final int NONE = -1;

    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    int number(T value) {
        if (value == null) {
            return NONE;
        }
        Integer known = numbers.get(value);
        if (known == null) {
            known = values.size();
            numbers.put(value, known);
            values.add(value);
        }
        return known;
    }

    /** The value's number, or {@link #NONE} when it has none. */
    int find(T value) {
        return numbers.getOrDefault(value, NONE);
    }

    T value(int number) {
        return number == NONE ? null : values.get(number);
    }
}
