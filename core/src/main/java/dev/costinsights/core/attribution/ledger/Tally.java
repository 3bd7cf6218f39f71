package dev.costinsights.core.attribution.ledger;

import dev.costinsights.core.model.Int128;

/** A running sum of 128-bit integers that makes no garbage. */
final class Tally {

    private long high;
    private long low;

    void add(Int128 value) {
        long sumLow = low + value.low();
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = high + value.high() + carry;
        if (((high ^ sumHigh) & (value.high() ^ sumHigh)) < 0) {
            throw new ArithmeticException(value() + " + " + value + " does not fit in 128 bits");
        }
        high = sumHigh;
        low = sumLow;
    }

    void clear() {
        high = 0;
        low = 0;
    }

    boolean equalTo(Int128 value) {
        return high == value.high() && low == value.low();
    }

    Int128 value() {
        return new Int128(high, low);
    }
}
