package dev.costinsights.core.attribution.split;

import dev.costinsights.core.model.Int128;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;

/** What a split gives to all of its items. */
final class Shares {

    private Shares() {}

    /** The shares of items in canonical order. */
    static Int128[] of(Int128 amount, long... weights) {
        BigInteger total =
                Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        Split split = Split.of(amount, total);
        return Arrays.stream(weights).mapToObj(split::next).toArray(Int128[]::new);
    }

    /** The shares of {@code n} items of one weight. */
    static Int128[] equally(Int128 amount, int n) {
        return of(
                amount,
                Collections.nCopies(n, 1L).stream().mapToLong(Long::longValue).toArray());
    }
}
