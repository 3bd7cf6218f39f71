package dev.costinsights.workspace.company;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The price list, and what a record costs by it. A charge is a number of ledger units (10^-12 of the currency), rounded
 * half even; a record over a price change is cut first, its quantity split in proportion to time with running floors, and
 * each part is priced by itself. The newest start wins where prices overlap.
 */
public final class PriceBook {
    /** Decimal places of a charge. */
    public static final int MONEY_SCALE = 12;

    private static final int QUANTITY_SCALE = 18;

    private final Map<Sku, Map<String, List<Price>>> prices = new LinkedHashMap<>();
    private final List<Price> all;

    public PriceBook(List<Price> all) {
        this.all = List.copyOf(all);
        for (Price price : all) {
            prices.computeIfAbsent(price.sku(), sku -> new LinkedHashMap<>())
                    .computeIfAbsent(price.currency(), currency -> new ArrayList<>())
                    .add(price);
        }
    }

    public List<Price> all() {
        return all;
    }

    /** The charge in each currency in which some of the record has a price; empty when it is unpriced. */
    public Map<String, BigInteger> charges(Sku sku, long start, long end, BigDecimal quantity) {
        Map<String, BigInteger> charges = new LinkedHashMap<>();
        prices.getOrDefault(sku, Map.of()).forEach((currency, list) -> {
            BigInteger charge = charge(list, start, end, quantity);
            if (charge != null) {
                charges.put(currency, charge);
            }
        });
        return charges;
    }

    /** Does a price change fall strictly inside the interval? */
    public boolean isCut(Sku sku, long start, long end) {
        return prices.getOrDefault(sku, Map.of()).values().stream()
                .anyMatch(list -> cuts(list, start, end).size() > 2);
    }

    private static BigInteger charge(List<Price> prices, long start, long end, BigDecimal quantity) {
        List<Long> cuts = cuts(prices, start, end);
        BigInteger total = quantity.setScale(QUANTITY_SCALE).unscaledValue();
        BigInteger magnitude = total.abs();
        BigInteger before = BigInteger.ZERO;
        BigInteger charge = null;
        for (int i = 0; i + 1 < cuts.size(); i++) {
            BigInteger upTo = i + 2 == cuts.size()
                    ? magnitude
                    : magnitude
                            .multiply(BigInteger.valueOf(cuts.get(i + 1) - start))
                            .divide(BigInteger.valueOf(end - start));
            BigInteger part = upTo.subtract(before);
            before = upTo;
            Price price = at(prices, cuts.get(i));
            if (price != null) {
                BigInteger signed = total.signum() < 0 ? part.negate() : part;
                BigInteger units = new BigDecimal(signed, QUANTITY_SCALE)
                        .multiply(price.applied())
                        .setScale(MONEY_SCALE, RoundingMode.HALF_EVEN)
                        .unscaledValue();
                charge = charge == null ? units : charge.add(units);
            }
        }
        return charge;
    }

    /** Start, the moments inside at which another price becomes the valid one, end. */
    private static List<Long> cuts(List<Price> prices, long start, long end) {
        TreeSet<Long> moments = new TreeSet<>();
        for (Price price : prices) {
            if (price.start() > start && price.start() < end) {
                moments.add(price.start());
            }
            if (price.end() > start && price.end() < end) {
                moments.add(price.end());
            }
        }
        List<Long> cuts = new ArrayList<>();
        cuts.add(start);
        Price valid = at(prices, start);
        for (long moment : moments) {
            Price next = at(prices, moment);
            if (!Objects.equals(next, valid)) {
                cuts.add(moment);
                valid = next;
            }
        }
        cuts.add(end);
        return cuts;
    }

    private static Price at(List<Price> prices, long time) {
        Price newest = null;
        for (Price price : prices) {
            if (price.isValidAt(time) && (newest == null || price.start() > newest.start())) {
                newest = price;
            }
        }
        return newest;
    }
}
