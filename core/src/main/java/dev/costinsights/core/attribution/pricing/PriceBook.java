package dev.costinsights.core.attribution.pricing;

import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All prices and discounts that are known: what a unit of usage costs at a time (method, section 2).
 *
 * <p>Immutable but for a cache, and safe for many threads. The order in which facts were added does not matter, and a
 * fact that was added twice counts once.
 */
public final class PriceBook {

    /** The currency of a key that has several, when none is asked for. */
    private static final String PREFERRED = "USD";

    private record Sku(String name, String unit) {}

    private record Key(String account, String cloud, String sku, String unit) {}

    private final Map<Sku, List<Price>> prices = new HashMap<>();
    private final List<Discount> discounts;
    private final String currency;
    private final SortedSet<String> currencies;
    private final Map<Key, PriceTimeline> timelines = new ConcurrentHashMap<>();

    private PriceBook(Builder builder) {
        TreeSet<String> found = new TreeSet<>();
        for (Price price : ValidityGaps.close(builder.prices)) {
            prices.computeIfAbsent(new Sku(price.skuName(), price.usageUnit()), sku -> new ArrayList<>())
                    .add(price);
            found.add(price.currency());
        }
        this.discounts = List.copyOf(ValidityGaps.closeDiscounts(builder.discounts));
        this.currency = builder.currency;
        this.currencies = Collections.unmodifiableSortedSet(found);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Every currency in which something has a price at some time, in alphabetical order. */
    public Set<String> currencies() {
        return currencies;
    }

    /**
     * The span of a usage record, cut where its list price, its effective price or the source of it changes. The parts
     * are in time order and leave nothing out; a part without a price has the source {@link PriceSource#NONE}.
     *
     * @param span of the record; an empty one, or one that runs backwards, is priced at its start and comes back whole
     */
    public List<PricedSpan> cut(UsageOrigin origin, TimeSpan span) {
        Key key = new Key(origin.accountId(), origin.cloud(), origin.skuName(), origin.usageUnit());
        PriceTimeline timeline = timelines.get(key);
        if (timeline == null) {
            timeline = timelines.computeIfAbsent(key, this::timeline);
        }
        return timeline.cut(span);
    }

    private PriceTimeline timeline(Key key) {
        List<Price> applying = applying(key);
        String chosen = currencyOf(applying);
        return new PriceResolver(
                        chosen,
                        applying.stream()
                                .filter(price -> price.currency().equals(chosen))
                                .toList(),
                        discounts.stream()
                                .filter(discount -> isFor(discount.cloud(), key.cloud)
                                        && SkuPattern.matches(discount.skuPattern(), key.sku))
                                .toList())
                .timeline();
    }

    private List<Price> applying(Key key) {
        return prices.getOrDefault(new Sku(key.sku, key.unit), List.of()).stream()
                .filter(price -> isFor(price.accountId(), key.account) && isFor(price.cloud(), key.cloud))
                .toList();
    }

    /**
     * Currencies that nobody asked for and in which something was negotiated that was then priced without, in another one:
     * of all keys of which spans {@linkplain #cut were cut} so far, those with a contract or account price that is valid in
     * the window and none in the currency that they are priced in.
     */
    public SortedSet<String> passedOver(TimeSpan window) {
        SortedSet<String> passed = new TreeSet<>();
        if (currency != null) {
            return passed;
        }
        for (Key key : timelines.keySet()) {
            List<Price> applying = applying(key);
            String chosen = currencyOf(applying);
            SortedSet<String> negotiated = new TreeSet<>();
            for (Price price : applying) {
                boolean isOwn = price.source() == PriceSource.CONTRACT || price.source() == PriceSource.ACCOUNT;
                if (isOwn && isOverlapping(price.validity(), window)) {
                    negotiated.add(price.currency());
                }
            }
            if (!negotiated.contains(chosen)) {
                passed.addAll(negotiated);
            }
        }
        return passed;
    }

    private String currencyOf(List<Price> applying) {
        if (currency != null) {
            return currency;
        }
        SortedSet<String> known = new TreeSet<>();
        applying.forEach(price -> known.add(price.currency()));
        return known.isEmpty() || known.contains(PREFERRED) ? PREFERRED : known.first();
    }

    private static boolean isOverlapping(TimeSpan left, TimeSpan right) {
        return left.startMicros() < right.endMicros() && right.startMicros() < left.endMicros();
    }

    private static boolean isFor(String wanted, String actual) {
        return wanted.isEmpty() || wanted.equals(actual);
    }

    /** For one thread; may be thrown away after {@link #build}. */
    public static final class Builder {
        private final List<Price> prices = new ArrayList<>();
        private final List<Discount> discounts = new ArrayList<>();
        private String currency;

        private Builder() {}

        /** @throws IllegalArgumentException when the price has no source */
        public Builder add(Price price) {
            if (price.source() == PriceSource.NONE) {
                throw new IllegalArgumentException("the price of " + price.skuName() + " names no source");
            }
            prices.add(price);
            return this;
        }

        public Builder add(Discount discount) {
            discounts.add(Objects.requireNonNull(discount, "discount"));
            return this;
        }

        /** The one currency to price in; without it, each key in USD, or in the first currency that it has. */
        public Builder currency(Optional<String> value) {
            this.currency = value.orElse(null);
            return this;
        }

        public PriceBook build() {
            return new PriceBook(this);
        }
    }
}
