package dev.costinsights.plugin.systemtables.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where the members of a JSON object stand in a text that they are being written to, each with a comma behind it. Most come in
 * order already. Of a name that comes again the last counts. One thread.
 */
final class JsonMembers {

    private final StringBuilder out;
    private final int start;
    private int[] from = new int[16];
    private int[] colon = new int[16];
    private int[] to = new int[16];
    private int count;
    private boolean arranged = true;

    /** @param out ends with the opening bracket */
    JsonMembers(StringBuilder out) {
        this.out = out;
        this.start = out.length();
    }

    /**
     * A member was written.
     *
     * @param begin where its name begins
     * @param end where its name ends and a colon follows
     */
    void written(int begin, int end) {
        if (count > 0 && compare(from[count - 1], colon[count - 1], begin, end) >= 0) {
            arranged = false;
        }
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            colon = Arrays.copyOf(colon, count * 2);
            to = Arrays.copyOf(to, count * 2);
        }
        from[count] = begin;
        colon[count] = end;
        out.append(',');
        to[count++] = out.length();
    }

    /** A member is null: so is all that had its name before, which stands between two places of another text. */
    void isNull(String text, int begin, int end) {
        for (int i = count - 1; i >= 0; i--) {
            int length = colon[i] - from[i];
            if (length == end - begin && isSame(from[i], text, begin, length)) {
                to[i] = from[i];
                arranged = false;
            }
        }
    }

    private boolean isSame(int at, String text, int begin, int length) {
        // Names of a struct often begin alike.
        for (int i = length - 1; i >= 0; i--) {
            if (out.charAt(at + i) != text.charAt(begin + i)) {
                return false;
            }
        }
        return true;
    }

    /** No member follows: puts them in order, and drops the last comma. */
    void end() {
        if (!arranged) {
            arrange();
        }
        if (out.length() > start) {
            out.setLength(out.length() - 1);
        }
    }

    private void arrange() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (to[i] > from[i]) {
                order.add(i);
            }
        }
        Comparator<Integer> byName = (one, other) -> compare(from[one], colon[one], from[other], colon[other]);
        order.sort(byName);
        StringBuilder text = new StringBuilder(out.length() - start);
        for (int i = 0; i < order.size(); i++) {
            boolean isLast = i + 1 == order.size() || byName.compare(order.get(i), order.get(i + 1)) != 0;
            if (isLast) {
                text.append(out, from[order.get(i)], to[order.get(i)]);
            }
        }
        out.setLength(start);
        out.append(text);
    }

    private int compare(int one, int oneEnd, int other, int otherEnd) {
        int length = Math.min(oneEnd - one, otherEnd - other);
        for (int i = 0; i < length; i++) {
            int order = Character.compare(out.charAt(one + i), out.charAt(other + i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(oneEnd - one, otherEnd - other);
    }
}
