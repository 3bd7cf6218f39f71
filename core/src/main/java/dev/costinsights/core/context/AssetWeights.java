package dev.costinsights.core.context;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The weights of several assets, as a list of its own beside theirs: {@code 3:1:2}. A reader that does not know of weights
 * finds the assets as ever.
 */
final class AssetWeights {

    private static final char SEPARATOR = ':';
    private static final int MOST_DIGITS = 18;

    private AssetWeights() {}

    /** Without a common divisor; empty when all are equal, and so say nothing. */
    static List<Long> normal(Collection<Long> weights) {
        // Most contexts have one asset or none, and there are millions of them.
        if (weights.size() < 2 || weights.stream().distinct().count() < 2) {
            return List.of();
        }
        long divisor = weights.stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::gcd)
                .longValue();
        return weights.stream().map(weight -> weight / divisor).toList();
    }

    /** Null when all assets weigh the same. */
    static String write(AttributionContext context) {
        if (!context.isWeighted()) {
            return null;
        }
        List<Long> weights = new ArrayList<>();
        for (int i = 0; i < context.assets().size(); i++) {
            weights.add(context.weight(i));
        }
        return weights.stream().map(String::valueOf).collect(Collectors.joining(String.valueOf(SEPARATOR)));
    }

    /** Empty when it is no list of whole numbers above 0. */
    static List<Long> read(String text) {
        List<Long> weights = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf(SEPARATOR, from);
            end = end < 0 ? text.length() : end;
            String weight = text.substring(from, end).strip();
            boolean isNumber = !weight.isEmpty()
                    && weight.length() <= MOST_DIGITS
                    && weight.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!isNumber || Long.parseLong(weight) < 1) {
                return List.of();
            }
            weights.add(Long.parseLong(weight));
            from = end + 1;
        }
        return weights;
    }
}
