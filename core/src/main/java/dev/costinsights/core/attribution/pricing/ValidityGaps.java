package dev.costinsights.core.attribution.pricing;

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

/**
 * Closes the gap of a second that price lists leave between a price and the next one of its key, because they write
 * {@code 23:59:59} for midnight (method section 2).
 */
final class ValidityGaps {

    private record Key(PriceSource source, String account, String cloud, String sku, String unit, String currency) {}

    private ValidityGaps() {}

    /** The prices that are valid at some time, gaps closed and amounts plain, so that equal facts are equal objects. */
    static Set<Price> close(Collection<Price> prices) {
        Map<Key, NavigableSet<Long>> starts = new HashMap<>();
        for (Price price : prices) {
            if (!price.validity().isEmpty()) {
                starts.computeIfAbsent(key(price), key -> new TreeSet<>())
                        .add(price.validity().startMicros());
            }
        }
        Set<Price> closed = new LinkedHashSet<>();
        for (Price price : prices) {
            if (!price.validity().isEmpty()) {
                closed.add(withEnd(price, end(price.validity(), starts.get(key(price)))));
            }
        }
        return closed;
    }

    private static long end(TimeSpan validity, NavigableSet<Long> starts) {
        Long next = starts.ceiling(validity.endMicros());
        return next != null && next - validity.endMicros() <= TimeSpan.SECOND ? next : validity.endMicros();
    }

    private static Price withEnd(Price price, long endMicros) {
        return new Price(
                price.source(),
                price.accountId(),
                price.cloud(),
                price.skuName(),
                price.usageUnit(),
                price.currency(),
                new TimeSpan(price.validity().startMicros(), endMicros),
                Amounts.plain(price.amount()));
    }

    private static Key key(Price price) {
        return new Key(
                price.source(), price.accountId(), price.cloud(), price.skuName(), price.usageUnit(), price.currency());
    }
}
