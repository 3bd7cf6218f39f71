package dev.costinsights.core.attribution.pricing;

import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Closes the gap of a second that lists leave between a price or discount and the next one of its key, because they write
 * {@code 23:59:59} for midnight (method, section 2).
 */
final class ValidityGaps {

    /** @param list what is written in one list is of one: a row of list prices has a price to ask for and one that is applied */
    private record PriceKey(PriceSource list, String account, String cloud, String sku, String unit, String currency) {}

    private record DiscountKey(String skuPattern, String cloud) {}

    private ValidityGaps() {}

    /** The prices that are valid at some time, gaps closed and amounts plain, so that equal facts are equal objects. */
    static Set<Price> close(Collection<Price> prices) {
        return close(prices, ValidityGaps::key, Price::validity, ValidityGaps::withValidity);
    }

    /** The same of discounts. */
    static Set<Discount> closeDiscounts(Collection<Discount> discounts) {
        return close(
                discounts,
                discount -> new DiscountKey(discount.skuPattern(), discount.cloud()),
                Discount::validity,
                (discount, validity) ->
                        new Discount(discount.skuPattern(), discount.cloud(), validity, discount.percent()));
    }

    private static <T> Set<T> close(
            Collection<T> all,
            Function<T, Object> key,
            Function<T, TimeSpan> validity,
            BiFunction<T, TimeSpan, T> withValidity) {
        Map<Object, NavigableSet<Long>> starts = new HashMap<>();
        for (T one : all) {
            if (!validity.apply(one).isEmpty()) {
                starts.computeIfAbsent(key.apply(one), k -> new TreeSet<>())
                        .add(validity.apply(one).startMicros());
            }
        }
        Set<T> closed = new LinkedHashSet<>();
        for (T one : all) {
            TimeSpan span = validity.apply(one);
            if (!span.isEmpty()) {
                closed.add(withValidity.apply(
                        one, new TimeSpan(span.startMicros(), end(span, starts.get(key.apply(one))))));
            }
        }
        return closed;
    }

    private static long end(TimeSpan validity, NavigableSet<Long> starts) {
        Long next = starts.ceiling(validity.endMicros());
        return next != null && next - validity.endMicros() <= TimeSpan.SECOND ? next : validity.endMicros();
    }

    private static Price withValidity(Price price, TimeSpan validity) {
        return new Price(
                price.source(),
                price.accountId(),
                price.cloud(),
                price.skuName(),
                price.usageUnit(),
                price.currency(),
                validity,
                Amounts.plain(price.amount()));
    }

    private static PriceKey key(Price price) {
        return new PriceKey(
                price.source() == PriceSource.EFFECTIVE_LIST ? PriceSource.LIST : price.source(),
                price.accountId(),
                price.cloud(),
                price.skuName(),
                price.usageUnit(),
                price.currency());
    }
}
