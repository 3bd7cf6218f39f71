package dev.costinsights.core.attribution.pricing;

import dev.costinsights.core.attribution.pricing.PriceTimeline.Segment;
import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which of the prices and discounts of one key holds at an instant (method, section 2).
 *
 * <p>A price for the record's own account or cloud beats one for any, and those it beats do not make it ambiguous.
 */
final class PriceResolver {

    private static final Comparator<Price> NARROWEST = Comparator.comparing(
                    (Price price) -> price.accountId().isEmpty())
            .thenComparing(price -> price.cloud().isEmpty());

    private static final Comparator<Price> BEST_PRICE = NARROWEST
            .thenComparing(price -> price.validity().startMicros(), Comparator.reverseOrder())
            .thenComparing(Price::amount, Comparator.reverseOrder());

    private static final Comparator<Discount> BEST_DISCOUNT = Comparator.comparing(
                    (Discount discount) -> discount.skuPattern().length(), Comparator.reverseOrder())
            .thenComparing(discount -> discount.validity().startMicros(), Comparator.reverseOrder())
            .thenComparing(Discount::percent, Comparator.reverseOrder());

    private final String currency;
    private final List<Price> prices;
    private final List<Discount> discounts;

    /**
     * @param prices that apply to the key, all in one currency, no two equal
     * @param discounts that apply to the key
     */
    PriceResolver(String currency, List<Price> prices, List<Discount> discounts) {
        this.currency = currency;
        this.prices = prices.stream().sorted(BEST_PRICE).toList();
        this.discounts = discounts.stream().sorted(BEST_DISCOUNT).toList();
    }

    PriceTimeline timeline() {
        TreeSet<Long> boundaries = new TreeSet<>();
        boundaries.add(Long.MIN_VALUE);
        prices.forEach(price -> addTo(boundaries, price.validity()));
        discounts.forEach(discount -> addTo(boundaries, discount.validity()));
        List<Segment> segments = new ArrayList<>();
        boundaries.forEach(start -> segments.add(at(start)));
        return new PriceTimeline(segments);
    }

    private static void addTo(Set<Long> boundaries, TimeSpan validity) {
        boundaries.add(validity.startMicros());
        boundaries.add(validity.endMicros());
    }

    private Segment at(long micros) {
        Winner list = best(PriceSource.EFFECTIVE_LIST, micros);
        if (list == null) {
            list = best(PriceSource.LIST, micros);
        }
        Winner own = best(PriceSource.CONTRACT, micros);
        if (own == null) {
            own = best(PriceSource.ACCOUNT, micros);
        }
        if (list == null && own == null) {
            return Segment.unpriced(micros);
        }
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        if ((list != null && list.ambiguous) || (own != null && own.ambiguous)) {
            flags.add(Flag.AMBIGUOUS_PRICE);
        }
        if (list == null) {
            flags.add(Flag.LIST_PRICE_MISSING);
        }
        BigDecimal listPrice = list == null ? own.price.amount() : list.price.amount();
        BigDecimal effective = own == null ? discounted(listPrice, micros) : own.price.amount();
        PriceSource source = own == null ? list.price.source() : own.price.source();
        return new Segment(micros, currency, listPrice, effective, source, Collections.unmodifiableSet(flags));
    }

    private Winner best(PriceSource source, long micros) {
        Price winner = null;
        for (Price price : prices) {
            if (price.source() == source && price.validity().contains(micros)) {
                if (winner != null) {
                    return new Winner(winner, NARROWEST.compare(winner, price) == 0);
                }
                winner = price;
            }
        }
        return winner == null ? null : new Winner(winner, false);
    }

    private BigDecimal discounted(BigDecimal price, long micros) {
        for (Discount discount : discounts) {
            if (discount.validity().contains(micros)) {
                BigDecimal rest = BigDecimal.valueOf(100).subtract(discount.percent());
                return Amounts.plain(price.multiply(rest).movePointLeft(2));
            }
        }
        return price;
    }

    /** @param ambiguous true when another price of the source, no wider, was valid too */
    private record Winner(Price price, boolean ambiguous) {}
}
