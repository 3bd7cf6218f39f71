package dev.costinsights.core.model;

import java.time.LocalDate;
import java.util.Set;

/**
 * A usage record with its price, or one part of it where a price change cuts it. What is split, and what ledger rows
 * must add up to.
 *
 * @param part 0, 1, ... in time order
 * @param span of the part; the record's own where nothing cuts it
 * @param quantity in units of 10<sup>-18</sup> of the usage unit; the parts of a record add up to the record's exactly
 * @param currency empty when unpriced
 * @param listCost at list price, in units of 10<sup>-12</sup> of the currency; zero when unpriced
 * @param effectiveCost after contract prices or discounts, else equal to {@code listCost}
 * @param priceSource where the effective cost's price came from; {@link PriceSource#NONE} when unpriced
 * @param flags what is odd about the record or its price
 */
public record Charge(
        String usageRecordId,
        int part,
        UsageOrigin origin,
        RecordType recordType,
        LocalDate usageDate,
        TimeSpan span,
        Resource resource,
        Int128 quantity,
        String currency,
        Int128 listCost,
        Int128 effectiveCost,
        PriceSource priceSource,
        ChargeStatus status,
        Set<Flag> flags) {

    /** Costs count 10<sup>-12</sup> of the currency. */
    public static final int COST_SCALE = 12;

    /** Quantities count 10<sup>-18</sup> of the usage unit. */
    public static final int QUANTITY_SCALE = UsageRecord.QUANTITY_SCALE;

    public Charge {
        flags = FlagSet.of(flags);
    }

    public boolean isPriced() {
        return priceSource != PriceSource.NONE;
    }
}
