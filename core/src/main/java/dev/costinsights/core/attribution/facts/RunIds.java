package dev.costinsights.core.attribution.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs ids of runs into one long each: they are whole numbers, written as text. Any other text goes into a pool and gets
 * a negative number.
 */
final class RunIds {

    /** Stands for no id. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MOST_DIGITS = 18;

    private final Map<String, Long> pooled = new HashMap<>();
    private final List<String> pool = new ArrayList<>();

    long pack(String text) {
        long known = find(text);
        if (known == NONE && text != null) {
            known = -1L - pool.size();
            pooled.put(text, known);
            pool.add(text);
        }
        return known;
    }

    /** The packed id, or {@link #NONE} for null and for what was never packed. */
    long find(String text) {
        if (text == null) {
            return NONE;
        }
        long number = number(text);
        return number >= 0 ? number : pooled.getOrDefault(text, NONE);
    }

    String text(long id) {
        return id == NONE ? null : id >= 0 ? Long.toString(id) : pool.get((int) (-1L - id));
    }

    /** Of two ids the one that the order of reading has no part in. */
    long greater(long left, long right) {
        if (left == right || right == NONE) {
            return left;
        }
        return left == NONE || text(right).compareTo(text(left)) > 0 ? right : left;
    }

    /** The number that the text is the usual way to write, or -1. */
    static long number(String text) {
        int length = text.length();
        if (length == 0 || length > MOST_DIGITS || (length > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}
