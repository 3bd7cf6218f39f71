package dev.costinsights.host.report;

import dev.costinsights.core.model.Int128;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A sum of ledger units that grows, without an object for each step. Exact at any size. */
final class Total {

    private long low;
    private BigInteger high = BigInteger.ZERO;

    void add(Int128 value) {
        if (value.isLong()) {
            long sum = low + value.low();
            if (((low ^ sum) & (value.low() ^ sum)) >= 0) {
                low = sum;
                return;
            }
        }
        high = high.add(value.toBigInteger());
    }

    void add(Total other) {
        high = high.add(other.units());
    }

    BigInteger units() {
        return high.add(BigInteger.valueOf(low));
    }

    BigDecimal decimal(int scale) {
        return new BigDecimal(units(), scale);
    }

    boolean isZero() {
        return units().signum() == 0;
    }
}
