package dev.costinsights.core.attribution.ledger;

import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;

/** A running sum of 128-bit integers that makes no garbage. */
final class Tally {

    private long high;
    private long low;

    void add(Int128 value) {
        long sumLow = low + value.low();
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = high + value.high() + carry;
        if (((high ^ sumHigh) & (value.high() ^ sumHigh)) < 0) {
            throw new CostInsightsException(
                    ErrorCode.INVALID_INPUT,
                    "the charges of one day, workspace and SKU add up to more than 128 bits of units hold: " + value()
                            + " and then " + value + "; look for records flagged " + Flag.ODD_QUANTITY);
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
