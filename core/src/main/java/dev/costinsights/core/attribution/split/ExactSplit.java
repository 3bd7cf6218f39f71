package dev.costinsights.core.attribution.split;

import dev.costinsights.core.model.Int128;
import java.math.BigInteger;

/** The kernel's formula as it is written, for weights whose total needs more than 63 bits. */
final class ExactSplit {

    private final boolean negative;
    private final BigInteger magnitude;
    private final BigInteger total;
    private BigInteger prefix = BigInteger.ZERO;
    /** {@code floor(magnitude * prefix / total)}. */
    private BigInteger given = BigInteger.ZERO;

    ExactSplit(Int128 amount, BigInteger total) {
        this.negative = amount.signum() < 0;
        this.magnitude = amount.toBigInteger().abs();
        this.total = total;
    }

    Int128 next(BigInteger weight) {
        BigInteger reached = prefix.add(weight);
        if (reached.compareTo(total) > 0) {
            throw Split.beyond(weight, prefix, total);
        }
        prefix = reached;
        BigInteger due = magnitude.multiply(reached).divide(total);
        BigInteger share = due.subtract(given);
        given = due;
        return Int128.of(negative ? share.negate() : share);
    }
}
