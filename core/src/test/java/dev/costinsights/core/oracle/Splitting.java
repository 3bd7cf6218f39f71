package dev.costinsights.core.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The kernel's formula, word for word, for the few splits of which the integers are part of a definition. */
final class Splitting {

    private Splitting() {}

    /** {@code sign(N) * floor(|N| * prefix / whole)}. */
    static BigInteger upTo(BigInteger amount, BigInteger prefix, BigInteger whole) {
        BigInteger floor = amount.abs().multiply(prefix).divide(whole);
        return amount.signum() < 0 ? floor.negate() : floor;
    }

    static List<BigInteger> split(BigInteger amount, List<BigInteger> weights) {
        BigInteger whole = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        List<BigInteger> shares = new ArrayList<>();
        BigInteger prefix = BigInteger.ZERO;
        for (BigInteger weight : weights) {
            BigInteger before = upTo(amount, prefix, whole);
            prefix = prefix.add(weight);
            shares.add(upTo(amount, prefix, whole).subtract(before));
        }
        return shares;
    }
}
