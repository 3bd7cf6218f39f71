package dev.costinsights.core.oracle;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Section 2 of the method: what a record costs, and where it is cut. */
final class OraclePricing {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
    private static final long DAY_MICROS = 86_400 * TimeSpan.SECOND;

    private final List<Price> prices;
    private final Set<Discount> discounts;
    private final String onlyCurrency;

    OraclePricing(OracleFacts facts, AttributionOptions options) {
        this.prices = facts.prices.stream()
                .map(price -> withoutGap(price, facts.prices))
                .distinct()
                .toList();
        this.discounts = facts.discounts.stream()
                .map(discount -> withoutGap(discount, facts.discounts))
                .collect(Collectors.toSet());
        this.onlyCurrency = options.currency().orElse(null);
    }

    /** What holds at an instant; everything null when there is no price. */
    private record Rate(BigDecimal list, BigDecimal effective, PriceSource source, Set<Flag> flags) {

        static final Rate NONE = new Rate(null, null, PriceSource.NONE, Set.of());

        boolean costsTheSame(Rate other) {
            return source == other.source
                    && (source == PriceSource.NONE
                            || (list.compareTo(other.list) == 0 && effective.compareTo(other.effective) == 0));
        }
    }

    List<OracleCharge> charges(UsageRecord record) {
        List<Price> offers = offers(record.origin());
        List<Long> starts = new ArrayList<>();
        List<Rate> rates = new ArrayList<>();
        for (long instant : instants(record, offers)) {
            Rate rate = rate(record.origin(), offers, instant);
            Rate last = rates.isEmpty() ? null : rates.get(rates.size() - 1);
            if (last != null && last.costsTheSame(rate)) {
                Set<Flag> both = EnumSet.noneOf(Flag.class);
                both.addAll(last.flags());
                both.addAll(rate.flags());
                rates.set(rates.size() - 1, new Rate(last.list(), last.effective(), last.source(), both));
            } else {
                starts.add(instant);
                rates.add(rate);
            }
        }
        return charges(
                record, starts, rates, offers.isEmpty() ? "" : offers.get(0).currency());
    }

    private static List<OracleCharge> charges(
            UsageRecord record, List<Long> starts, List<Rate> rates, String currency) {
        BigInteger quantity = record.quantity().setScale(18).unscaledValue();
        List<OracleCharge> charges = new ArrayList<>();
        BigInteger given = BigInteger.ZERO;
        for (int i = 0; i < rates.size(); i++) {
            boolean last = i == rates.size() - 1;
            long end = last ? record.span().endMicros() : starts.get(i + 1);
            // The kernel's formula with the microseconds so far as the prefix sum.
            BigInteger upToHere = last
                    ? quantity
                    : Splitting.upTo(
                            quantity,
                            BigInteger.valueOf(end - record.span().startMicros()),
                            BigInteger.valueOf(record.span().length()));
            BigInteger share = upToHere.subtract(given);
            given = upToHere;
            Rate rate = rates.get(i);
            Set<Flag> flags = EnumSet.noneOf(Flag.class);
            flags.addAll(oddities(record));
            flags.addAll(rate.flags());
            charges.add(new OracleCharge(
                    record,
                    i,
                    new TimeSpan(starts.get(i), end),
                    share,
                    rate.source() == PriceSource.NONE ? "" : currency,
                    cost(share, rate.list()),
                    cost(share, rate.effective()),
                    rate.source(),
                    flags));
        }
        return charges;
    }

    private static BigInteger cost(BigInteger quantity, BigDecimal price) {
        return price == null
                ? BigInteger.ZERO
                : new BigDecimal(quantity, 18)
                        .multiply(price)
                        .setScale(12, RoundingMode.HALF_EVEN)
                        .unscaledValue();
    }

    private static Set<Flag> oddities(UsageRecord record) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        long length = record.span().endMicros() - record.span().startMicros();
        if (length < 0) {
            flags.add(Flag.END_BEFORE_START);
        }
        if (length == 0) {
            flags.add(Flag.ZERO_LENGTH);
        }
        if (length > DAY_MICROS) {
            flags.add(Flag.LONG_RECORD);
        }
        if (record.type() == RecordType.ORIGINAL && record.quantity().signum() < 0) {
            flags.add(Flag.NEGATIVE_ORIGINAL);
        }
        BigDecimal size = record.quantity().abs();
        if (size.signum() > 0 && (size.compareTo(BigDecimal.valueOf(1, 9)) < 0 || size.compareTo(BILLION) >= 0)) {
            flags.add(Flag.ODD_QUANTITY);
        }
        if (OracleTexts.of(record).anyMatch(OracleTexts::isOdd)) {
            flags.add(Flag.ODD_TEXT);
        }
        return flags;
    }

    /** The record's start, and every instant inside it at which a price or discount starts or ends. */
    private Set<Long> instants(UsageRecord record, List<Price> offers) {
        Set<Long> instants = new TreeSet<>();
        offers.forEach(price -> {
            instants.add(price.validity().startMicros());
            instants.add(price.validity().endMicros());
        });
        discounts.forEach(discount -> {
            instants.add(discount.validity().startMicros());
            instants.add(discount.validity().endMicros());
        });
        instants.removeIf(instant -> instant <= record.span().startMicros()
                || instant >= record.span().endMicros());
        instants.add(record.span().startMicros());
        return instants;
    }

    /** Every price of the record's key, in the one currency that it is priced in. */
    private List<Price> offers(UsageOrigin origin) {
        List<Price> offers = prices.stream()
                .filter(price -> price.skuName().equals(origin.skuName()))
                .filter(price -> price.usageUnit().equals(origin.usageUnit()))
                .filter(price -> price.cloud().isEmpty() || price.cloud().equals(origin.cloud()))
                .filter(price ->
                        price.accountId().isEmpty() || price.accountId().equals(origin.accountId()))
                .toList();
        TreeSet<String> currencies = new TreeSet<>();
        offers.forEach(price -> currencies.add(price.currency()));
        String currency = onlyCurrency != null
                ? onlyCurrency
                : currencies.contains("USD") || currencies.isEmpty() ? "USD" : currencies.first();
        return offers.stream()
                .filter(price -> price.currency().equals(currency))
                .toList();
    }

    private Rate rate(UsageOrigin origin, List<Price> offers, long instant) {
        List<Price> valid = offers.stream()
                .filter(price -> price.validity().contains(instant))
                .toList();
        Price contract = best(valid, PriceSource.CONTRACT);
        Price account = best(valid, PriceSource.ACCOUNT);
        Price effectiveList = best(valid, PriceSource.EFFECTIVE_LIST);
        Price list = effectiveList != null ? effectiveList : best(valid, PriceSource.LIST);
        Price negotiated = contract != null ? contract : account;
        if (list == null && negotiated == null) {
            return Rate.NONE;
        }
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (list == null) {
            flags.add(Flag.LIST_PRICE_MISSING);
        }
        for (Price used : new Price[] {list, negotiated}) {
            if (used != null
                    && valid.stream().filter(p -> p.source() == used.source()).count() > 1) {
                flags.add(Flag.AMBIGUOUS_PRICE);
            }
        }
        if (negotiated != null) {
            BigDecimal listAmount = list != null ? list.amount() : negotiated.amount();
            return new Rate(listAmount, negotiated.amount(), negotiated.source(), flags);
        }
        BigDecimal kept = HUNDRED.subtract(discount(origin, instant));
        return new Rate(list.amount(), list.amount().multiply(kept).movePointLeft(2), list.source(), flags);
    }

    private static Price best(List<Price> valid, PriceSource source) {
        return valid.stream()
                .filter(price -> price.source() == source)
                .max(Comparator.comparingLong((Price price) -> price.validity().startMicros())
                        .thenComparing(Price::amount))
                .orElse(null);
    }

    private BigDecimal discount(UsageOrigin origin, long instant) {
        return discounts.stream()
                .filter(discount -> discount.validity().contains(instant))
                .filter(discount ->
                        discount.cloud().isEmpty() || discount.cloud().equals(origin.cloud()))
                .filter(discount -> matches(discount.skuPattern(), origin.skuName()))
                .max(Comparator.comparingInt(
                                (Discount discount) -> discount.skuPattern().length())
                        .thenComparingLong(discount -> discount.validity().startMicros())
                        .thenComparing(Discount::percent))
                .map(Discount::percent)
                .orElse(BigDecimal.ZERO);
    }

    private static boolean matches(String pattern, String sku) {
        if (pattern.isEmpty()) {
            return sku.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return matches(pattern.substring(1), sku) || (!sku.isEmpty() && matches(pattern, sku.substring(1)));
        }
        return !sku.isEmpty() && pattern.charAt(0) == sku.charAt(0) && matches(pattern.substring(1), sku.substring(1));
    }

    /** Lists write an end as 23:59:59 and mean midnight. */
    private static Price withoutGap(Price price, Set<Price> all) {
        return new Price(
                price.source(),
                price.accountId(),
                price.cloud(),
                price.skuName(),
                price.usageUnit(),
                price.currency(),
                withoutGap(
                        price.validity(),
                        all.stream().filter(other -> isOfOneList(price, other)).map(Price::validity)),
                price.amount());
    }

    private static Discount withoutGap(Discount discount, Set<Discount> all) {
        Stream<TimeSpan> others = all.stream()
                .filter(other -> other.skuPattern().equals(discount.skuPattern()))
                .filter(other -> other.cloud().equals(discount.cloud()))
                .map(Discount::validity);
        return new Discount(
                discount.skuPattern(), discount.cloud(), withoutGap(discount.validity(), others), discount.percent());
    }

    private static TimeSpan withoutGap(TimeSpan validity, Stream<TimeSpan> others) {
        long end = validity.endMicros();
        long next = others.mapToLong(TimeSpan::startMicros)
                .filter(start -> start >= end)
                .min()
                .orElse(TimeSpan.FOREVER);
        return next == TimeSpan.FOREVER || next - end > TimeSpan.SECOND
                ? validity
                : new TimeSpan(validity.startMicros(), next);
    }

    /** What is asked for and what is applied stand in one row of a list. */
    private static boolean isOfOneList(Price one, Price other) {
        return isListed(one) == isListed(other)
                && (isListed(one) || one.source() == other.source())
                && one.accountId().equals(other.accountId())
                && one.cloud().equals(other.cloud())
                && one.skuName().equals(other.skuName())
                && one.usageUnit().equals(other.usageUnit())
                && one.currency().equals(other.currency());
    }

    private static boolean isListed(Price price) {
        return price.source() == PriceSource.LIST || price.source() == PriceSource.EFFECTIVE_LIST;
    }
}
