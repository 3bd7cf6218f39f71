package dev.costinsights.core.attribution.ledger;

import dev.costinsights.core.attribution.split.Split;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.Int128;
import java.math.BigInteger;

/**
 * The three measures of a charge or of a part of one, kept side by side.
 *
 * @param quantity in units of 10<sup>-18</sup>
 * @param listCost in units of 10<sup>-12</sup>
 * @param effectiveCost in units of 10<sup>-12</sup>; the same instance as {@code listCost} where nothing is discounted
 */
public record Amounts(Int128 quantity, Int128 listCost, Int128 effectiveCost) {

    public static final Amounts ZERO = new Amounts(Int128.ZERO, Int128.ZERO, Int128.ZERO);

    public static Amounts of(Charge charge) {
        return new Amounts(charge.quantity(), charge.listCost(), charge.effectiveCost());
    }

    public Amounts plus(Amounts other) {
        Int128 list = listCost.plus(other.listCost);
        return new Amounts(
                quantity.plus(other.quantity),
                list,
                isUndiscounted() && other.isUndiscounted() ? list : effectiveCost.plus(other.effectiveCost));
    }

    /** As {@link #split(long)}, for weights whose sum needs more than 63 bits. */
    public Splitter split(BigInteger totalWeight) {
        return new Splitter(
                Split.of(quantity, totalWeight),
                Split.of(listCost, totalWeight),
                isUndiscounted() ? null : Split.of(effectiveCost, totalWeight));
    }

    /** Splits every measure by the same weights, item by item in canonical order. */
    public Splitter split(long totalWeight) {
        return new Splitter(
                Split.of(quantity, totalWeight),
                Split.of(listCost, totalWeight),
                isUndiscounted() ? null : Split.of(effectiveCost, totalWeight));
    }

    private boolean isUndiscounted() {
        return listCost == effectiveCost;
    }

    /** A split of the three measures in progress. */
    public static final class Splitter {
        private final Split quantity;
        private final Split listCost;
        private final Split effectiveCost;

        private Splitter(Split quantity, Split listCost, Split effectiveCost) {
            this.quantity = quantity;
            this.listCost = listCost;
            this.effectiveCost = effectiveCost;
        }

        /** The share of the next item. */
        public Amounts next(long weight) {
            Int128 list = listCost.next(weight);
            return new Amounts(quantity.next(weight), list, effectiveCost == null ? list : effectiveCost.next(weight));
        }

        /** The share of the next item. */
        public Amounts next(BigInteger weight) {
            Int128 list = listCost.next(weight);
            return new Amounts(quantity.next(weight), list, effectiveCost == null ? list : effectiveCost.next(weight));
        }
    }
}
