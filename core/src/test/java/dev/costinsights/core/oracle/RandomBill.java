package dev.costinsights.core.oracle;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A small hostile bill and what is asked about it.
 *
 * <p>It holds what the method decides. Ties that the method leaves to the order of other columns, such as two
 * revisions of one record ingested on one day, are left out.
 */
public record RandomBill(Bill bill, AttributionOptions options) {

    private static final BigDecimal TINY = new BigDecimal("0.001");
    private static final BigDecimal HUGE = new BigDecimal("1000");

    public static RandomBill of(SplittableRandom random) {
        Dice dice = new Dice(random);
        Set<SystemTable> readable = readable(dice);
        List<UsageRecord> usage = RandomUsage.of(dice, dice.chance(80) ? dice.between(1, 12) : dice.between(13, 60));
        List<Fact> facts = new ArrayList<>();
        usage.forEach(record -> facts.add(Fact.of(record)));
        facts.addAll(RandomPrices.of(dice, readable));
        for (String workspace : RandomUsage.WORKSPACES) {
            String account = RandomUsage.accountOf(workspace);
            facts.addAll(RandomWarehouses.of(dice, account, workspace, readable));
            facts.addAll(RandomWork.of(dice, account, workspace, readable));
        }
        facts.addAll(RandomRecordings.of(dice));
        if (readable.contains(SystemTable.BILLING_ATTRIBUTED_USAGE)) {
            facts.addAll(provider(dice, usage));
        }
        Bill bill = Bill.of(facts);
        for (SystemTable table : SystemTable.values()) {
            bill = readable.contains(table) ? bill.readable(table) : bill.unreadable(table);
        }
        return new RandomBill(bill.shuffled(random.nextLong()), options(dice, facts));
    }

    public RandomBill with(Bill other) {
        return new RandomBill(other, options);
    }

    public Ledger attribute() {
        return bill.attribute(options);
    }

    public Ledger attribute(IdlePolicy policy) {
        return bill.attribute(asked().idlePolicy(policy).build());
    }

    /** The same bill, with a moment of knowledge that does not depend on its records. */
    public RandomBill known(Instant moment) {
        return new RandomBill(bill, asked().asOf(moment).build());
    }

    /** The same bill, of which evidence counts that begins before a moment. */
    public RandomBill explainedUntil(Instant end) {
        return new RandomBill(bill, asked().evidenceEnd(end).build());
    }

    private AttributionOptions.Builder asked() {
        return AttributionOptions.builder(options.window())
                .currency(options.currency().orElse(null))
                .asOf(options.asOf().orElse(null))
                .settleHorizon(options.settleHorizon());
    }

    /** The newest revision of each record. */
    public List<UsageRecord> records() {
        return new Oracle(bill, options).records();
    }

    private static Set<SystemTable> readable(Dice dice) {
        Set<SystemTable> tables = EnumSet.of(SystemTable.BILLING_USAGE);
        for (SystemTable table : SystemTable.values()) {
            if (dice.chance(table == SystemTable.BILLING_ATTRIBUTED_USAGE ? 25 : 93)) {
                tables.add(table);
            }
        }
        return tables;
    }

    private static AttributionOptions options(Dice dice, List<Fact> facts) {
        Set<String> currencies = new TreeSet<>();
        facts.forEach(fact -> {
            if (fact.value() instanceof Price price) {
                currencies.add(price.currency());
            }
        });
        return AttributionOptions.builder(Bill.OCTOBER)
                .currency(currencies.isEmpty() || dice.chance(70) ? null : dice.pick(List.copyOf(currencies)))
                .asOf(dice.pick(
                        null,
                        Instant.parse("2026-10-08T11:00:00Z"),
                        Instant.parse("2026-10-08T10:30:00Z"),
                        Instant.parse("2026-12-01T00:00:00Z")))
                .build();
    }

    /** Databricks' own shares of ordinary warehouse records, now and then above what was billed. */
    private static List<Fact> provider(Dice dice, List<UsageRecord> usage) {
        List<UsageRecord> ordinary = usage.stream()
                .filter(record -> record.origin().metadata().has(UsageKey.WAREHOUSE_ID))
                .filter(record -> usage.stream()
                                .filter(other -> other.recordId().equals(record.recordId()) || isAlike(other, record))
                                .count()
                        == 1)
                .filter(record -> record.quantity().compareTo(TINY) > 0)
                .filter(record -> record.quantity().compareTo(HUGE) < 0)
                .toList();
        List<Fact> rows = new ArrayList<>();
        RandomTags tags = new RandomTags(dice);
        Map<String, Map<String, String>> tagsOf = new HashMap<>();
        for (int i = ordinary.isEmpty() ? 0 : dice.between(0, 6); i > 0; i--) {
            UsageRecord record = dice.pick(ordinary);
            List<String> ids = new ArrayList<>(List.of(record.recordId()));
            UsageRecord other = dice.pick(ordinary);
            if (dice.chance(25)
                    && !other.recordId().equals(record.recordId())
                    && other.origin().equals(record.origin())) {
                ids.add(other.recordId());
            }
            String statement = "s" + dice.below(20);
            if (dice.chance(10)) {
                ids.add("of another window");
            }
            rows.add(Fact.of(new AttributedUsage(
                    record.origin().accountId(),
                    record.origin().workspaceId(),
                    "a" + i,
                    record.origin().metadata().get(UsageKey.WAREHOUSE_ID),
                    statement,
                    "eve",
                    dice.chance(70) ? record.span() : dice.span(),
                    ids,
                    new BigDecimal(dice.pick("0.1", "1", "0.333333333333333333", "20", "500")),
                    tagsOf.computeIfAbsent(statement, s -> tags.tags()))));
        }
        return rows;
    }

    /** A retraction could not tell which of them it retracts. */
    private static boolean isAlike(UsageRecord one, UsageRecord other) {
        return one.origin().equals(other.origin())
                && one.span().equals(other.span())
                && one.quantity().compareTo(other.quantity()) == 0;
    }
}
