package dev.costinsights.core.oracle;

import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigInteger;
import java.util.Set;

/**
 * A usage record with its price, or a part of it.
 *
 * @param quantity in units of 10<sup>-18</sup>
 * @param listCost in units of 10<sup>-12</sup>, as is {@code effectiveCost}
 */
record OracleCharge(
        UsageRecord record,
        int part,
        TimeSpan span,
        BigInteger quantity,
        String currency,
        BigInteger listCost,
        BigInteger effectiveCost,
        PriceSource source,
        Set<Flag> flags) {

    boolean isPriced() {
        return source != PriceSource.NONE;
    }
}
