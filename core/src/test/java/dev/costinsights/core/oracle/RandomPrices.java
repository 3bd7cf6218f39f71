package dev.costinsights.core.oracle;

import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Price lists with gaps, overlaps, ends at 23:59:59, and several currencies. */
final class RandomPrices {

    static final List<String> SKUS = List.of("A", "A", "A", "B", "FREE", "UNPRICED");

    private static final List<String> AMOUNTS = List.of("1", "0.07", "0.55", "3", "0.123456789012345678", "1000");
    private static final long LONG_AGO = Time.at("2020-01-01T00:00");

    private final Dice dice;
    private final Set<SystemTable> readable;
    private final List<Fact> facts = new ArrayList<>();

    private RandomPrices(Dice dice, Set<SystemTable> readable) {
        this.dice = dice;
        this.readable = readable;
    }

    static List<Fact> of(Dice dice, Set<SystemTable> readable) {
        RandomPrices prices = new RandomPrices(dice, readable);
        prices.everything();
        return prices.facts;
    }

    private void everything() {
        if (readable.contains(SystemTable.BILLING_LIST_PRICES)) {
            for (String sku : List.of("A", "B")) {
                if (dice.chance(20)) {
                    promotion(sku);
                    continue;
                }
                timeline(PriceSource.LIST, "", sku, "USD", dice.between(1, 3));
                timeline(PriceSource.EFFECTIVE_LIST, "", sku, "USD", dice.between(0, 2));
                timeline(PriceSource.LIST, "", sku, dice.pick("EUR", "GBP"), dice.between(0, 1));
            }
            price(PriceSource.LIST, "", "FREE", "EUR", new TimeSpan(LONG_AGO, TimeSpan.FOREVER), "0");
        }
        if (readable.contains(SystemTable.BILLING_ACCOUNT_PRICES) && dice.chance(30)) {
            timeline(PriceSource.ACCOUNT, dice.pick("acme", "beta"), dice.pick("A", "B"), "USD", dice.between(1, 2));
        }
        if (dice.chance(30)) {
            timeline(PriceSource.CONTRACT, "", dice.pick("A", "B"), dice.pick("USD", "EUR"), dice.between(1, 2));
        }
        if (dice.chance(5)) {
            timeline(PriceSource.CONTRACT, "", "UNPRICED", "USD", 1);
        }
        if (dice.chance(20)) {
            discounts();
        }
        for (int i = dice.chance(70) ? 0 : dice.between(1, 3); i > 0; i--) {
            facts.add(Fact.of(new Discount(
                    dice.pick("*", "A*", "*B", "A"),
                    dice.pick("", "", "AWS", "GCP"),
                    dice.chance(50) ? new TimeSpan(LONG_AGO, TimeSpan.FOREVER) : validity(),
                    new BigDecimal(dice.pick("0", "10", "33.3", "100")))));
        }
    }

    /** Prices of one list, one after the other: touching, with a gap, a second apart, or overlapping. */
    private void timeline(PriceSource source, String account, String sku, String currency, int count) {
        long start = dice.chance(80) ? LONG_AGO : dice.time();
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            long end = last && dice.chance(80) ? TimeSpan.FOREVER : Math.max(start + 1, dice.time());
            price(source, account, sku, currency, new TimeSpan(start, end), dice.pick(AMOUNTS));
            if (end == TimeSpan.FOREVER) {
                return;
            }
            start = end + gap();
        }
    }

    /** Discounts of one pattern, one after the other. */
    private void discounts() {
        String pattern = dice.pick("*", "A*");
        long end = dice.time();
        long next = end + gap();
        facts.add(Fact.of(new Discount(pattern, "", new TimeSpan(LONG_AGO, end), new BigDecimal("20"))));
        facts.add(Fact.of(new Discount(pattern, "", new TimeSpan(next, TimeSpan.FOREVER), new BigDecimal("30"))));
    }

    /** A promotion, which has a price that is applied, and what comes after it, which has none. */
    private void promotion(String sku) {
        long end = dice.time();
        price(PriceSource.EFFECTIVE_LIST, "", sku, "USD", new TimeSpan(LONG_AGO, end), "0.5");
        price(PriceSource.LIST, "", sku, "USD", new TimeSpan(LONG_AGO, end), "1");
        price(PriceSource.LIST, "", sku, "USD", new TimeSpan(end + gap(), TimeSpan.FOREVER), "1");
    }

    private long gap() {
        return dice.pick(0L, 0L, 1L, TimeSpan.SECOND, TimeSpan.SECOND + 1, 900 * TimeSpan.SECOND, -TimeSpan.SECOND);
    }

    private TimeSpan validity() {
        long start = dice.time();
        return new TimeSpan(start, dice.chance(50) ? TimeSpan.FOREVER : start + 1800 * TimeSpan.SECOND);
    }

    private void price(
            PriceSource source, String account, String sku, String currency, TimeSpan validity, String amount) {
        String cloud = source == PriceSource.CONTRACT ? "" : "AWS";
        facts.add(Fact.of(new Price(source, account, cloud, sku, "DBU", currency, validity, new BigDecimal(amount))));
    }
}
