package dev.costinsights.core.attribution.pricing;

import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.util.Set;

/**
 * A part of a usage record in which its price does not change.
 *
 * @param currency empty when unpriced
 * @param listPrice units of currency per usage unit, or null when unpriced
 * @param effectivePrice after contract prices and discounts, or null when unpriced
 * @param source where the effective price came from; a discounted list price keeps the list's name; {@link
 *     PriceSource#NONE} when unpriced
 * @param flags {@link Flag#AMBIGUOUS_PRICE} and {@link Flag#LIST_PRICE_MISSING}, in the order of the enum; immutable
 */
public record PricedSpan(
        TimeSpan span,
        String currency,
        BigDecimal listPrice,
        BigDecimal effectivePrice,
        PriceSource source,
        Set<Flag> flags) {}
