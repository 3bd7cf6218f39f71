package dev.costinsights.core.attribution.charge;

import dev.costinsights.core.attribution.facts.UsageStore;
import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.attribution.pricing.PricedSpan;
import dev.costinsights.core.attribution.pricing.Pricing;
import dev.costinsights.core.attribution.split.Split;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Prices usage records, cutting them where their price changes. */
public final class ChargeMaker {

    private static final long DAY = Duration.ofDays(1).toSeconds() * TimeSpan.SECOND;

    private static final long TINY_UNITS = 1_000_000_000L;
    private static final Int128 HUGE_UNITS = Int128.of(BigInteger.TEN.pow(27));

    private final BitSet oddTextKnown = new BitSet();
    private final BitSet oddText = new BitSet();
    private final UsageStore usage;
    private final PriceBook prices;
    private final long settledBefore;

    /** @param settledBefore what ends later than this is provisional, in microseconds */
    public ChargeMaker(UsageStore usage, PriceBook prices, long settledBefore) {
        this.usage = usage;
        this.prices = prices;
        this.settledBefore = settledBefore;
    }

    /** The charges of a record, in time order; their quantities add up to the record's. */
    public List<Charge> charges(int row, Resource resource) {
        UsageOrigin origin = usage.origins().get(usage.origin(row));
        TimeSpan span = usage.span(row);
        Int128 quantity = usage.quantity(row);
        List<PricedSpan> parts = prices.cut(origin, span);
        Set<Flag> recordFlags = flags(row, span, quantity);
        if (parts.size() == 1) {
            return List.of(charge(row, 0, origin, resource, quantity, parts.get(0), recordFlags));
        }
        List<Charge> charges = new ArrayList<>(parts.size());
        Split byTime = Split.of(quantity, span.length());
        for (PricedSpan part : parts) {
            Int128 share = byTime.next(part.span().length());
            charges.add(charge(row, charges.size(), origin, resource, share, part, recordFlags));
        }
        return charges;
    }

    private Charge charge(
            int row,
            int part,
            UsageOrigin origin,
            Resource resource,
            Int128 quantity,
            PricedSpan price,
            Set<Flag> recordFlags) {
        Set<Flag> flags = union(recordFlags, price.flags());
        String currency = price.currency();
        PriceSource source = price.source();
        Int128 list = Int128.ZERO;
        Int128 effective = Int128.ZERO;
        if (source != PriceSource.NONE) {
            try {
                list = Pricing.cost(quantity, price.listPrice());
                effective = price.effectivePrice().compareTo(price.listPrice()) == 0
                        ? list
                        : Pricing.cost(quantity, price.effectivePrice());
            } catch (ArithmeticException e) {
                // 10^26 of a currency: no bill, but a row that must not be lost either.
                flags = union(flags, EnumSet.of(Flag.COST_OUT_OF_RANGE));
                source = PriceSource.NONE;
                currency = "";
                list = Int128.ZERO;
                effective = Int128.ZERO;
            }
        }
        return new Charge(
                usage.recordId(row),
                part,
                origin,
                usage.type(row),
                usage.usageDate(row),
                price.span(),
                resource,
                quantity,
                currency,
                list,
                effective,
                source,
                status(row),
                flags);
    }

    /** The record's, whichever part it is: it is corrected as a whole. */
    private ChargeStatus status(int row) {
        if (usage.end(row) > settledBefore) {
            return ChargeStatus.PROVISIONAL;
        }
        RecordType type = usage.type(row);
        return type == RecordType.RETRACTION || type == RecordType.RESTATEMENT
                ? ChargeStatus.RESTATED
                : ChargeStatus.SETTLED;
    }

    private Set<Flag> flags(int row, TimeSpan span, Int128 quantity) {
        boolean usualSpan = span.endMicros() > span.startMicros() && span.length() <= DAY;
        if (usualSpan && quantity.signum() >= 0 && !isOdd(quantity) && !isOddText(usage.origin(row))) {
            // Nearly always; a set that is thrown away again costs more than the questions.
            return Set.of();
        }
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (span.endMicros() < span.startMicros()) {
            flags.add(Flag.END_BEFORE_START);
        } else if (span.endMicros() == span.startMicros()) {
            flags.add(Flag.ZERO_LENGTH);
        } else if (span.length() > DAY) {
            flags.add(Flag.LONG_RECORD);
        }
        if (usage.type(row) == RecordType.ORIGINAL && quantity.signum() < 0) {
            flags.add(Flag.NEGATIVE_ORIGINAL);
        }
        if (isOdd(quantity)) {
            flags.add(Flag.ODD_QUANTITY);
        }
        if (isOddText(usage.origin(row))) {
            flags.add(Flag.ODD_TEXT);
        }
        return flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(flags);
    }

    private static boolean isOdd(Int128 quantity) {
        if (quantity.isZero()) {
            return false;
        }
        if (quantity.isLong()) {
            return Math.abs(quantity.low()) < TINY_UNITS;
        }
        return quantity.compareTo(HUGE_UNITS) >= 0 || quantity.compareTo(HUGE_UNITS.negate()) <= 0;
    }

    /** Asked for millions of records and answered once for each of their few origins. */
    private boolean isOddText(int origin) {
        if (!oddTextKnown.get(origin)) {
            oddTextKnown.set(origin);
            oddText.set(origin, OddText.isIn(usage.origins().get(origin)));
        }
        return oddText.get(origin);
    }

    private static Set<Flag> union(Set<Flag> left, Set<Flag> right) {
        if (right.isEmpty()) {
            return left;
        }
        Set<Flag> union = EnumSet.copyOf(right);
        union.addAll(left);
        return Collections.unmodifiableSet(union);
    }
}
