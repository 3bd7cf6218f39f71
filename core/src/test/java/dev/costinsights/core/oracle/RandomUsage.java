package dev.costinsights.core.oracle;

import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Usage records of every product and of none, with what goes wrong in bills. */
final class RandomUsage {

    /** The last is the account itself. */
    static final List<String> WORKSPACES = List.of("101", "102", "201", "");

    private static final List<String> PRODUCTS = new ArrayList<>();

    static {
        PRODUCTS.addAll(OracleTargets.products());
        PRODUCTS.addAll(OracleTargets.platformProducts());
        PRODUCTS.add("QUANTUM_LAKE");
        PRODUCTS.sort(null);
    }

    private static final long HOUR = 3_600 * TimeSpan.SECOND;

    /** Only one to a bill: the sum of two has more digits than a reconciliation row. */
    private static final BigDecimal HUGE = new BigDecimal("90000000000000000000");

    private final Dice dice;
    private final RandomTags tags;
    private final List<UsageRecord> records = new ArrayList<>();

    private RandomUsage(Dice dice) {
        this.dice = dice;
        this.tags = new RandomTags(dice);
    }

    static List<UsageRecord> of(Dice dice, int count) {
        RandomUsage usage = new RandomUsage(dice);
        for (int i = 0; i < count; i++) {
            usage.another(i);
        }
        return usage.records;
    }

    static String accountOf(String workspace) {
        return workspace.equals("201") ? "beta" : "acme";
    }

    private void another(int number) {
        String recordId = "u" + number;
        UsageRecord earlier = records.isEmpty() ? null : dice.pick(records);
        if (earlier == null || dice.chance(75) || earlier.quantity().compareTo(HUGE) == 0) {
            records.add(record(recordId, origin(), span(), quantity(number), RecordType.ORIGINAL));
            return;
        }
        BigDecimal quantity = earlier.quantity();
        switch (dice.below(4)) {
            case 0 ->
                records.add(
                        record(recordId, earlier.origin(), earlier.span(), quantity.negate(), RecordType.RETRACTION));
            case 1 ->
                records.add(
                        record(recordId, earlier.origin(), earlier.span(), quantity(number), RecordType.RESTATEMENT));
            case 2 -> records.add(record(recordId, earlier.origin(), span(), quantity(number), RecordType.ORIGINAL));
            default -> records.add(revision(earlier, number));
        }
    }

    /** The same record with another content, ingested on a day of its own. */
    private UsageRecord revision(UsageRecord earlier, int number) {
        UsageRecord read =
                record(earlier.recordId(), earlier.origin(), earlier.span(), quantity(number), earlier.type());
        return new UsageRecord(
                read.recordId(),
                read.origin(),
                read.span(),
                read.usageDate(),
                read.quantity(),
                read.type(),
                LocalDate.parse("2026-10-07").plusDays(number));
    }

    private UsageRecord record(
            String recordId, UsageOrigin origin, TimeSpan span, BigDecimal quantity, RecordType type) {
        LocalDate date =
                TimeSpan.instant(span.startMicros()).atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate ingested = dice.chance(10) ? null : LocalDate.parse("2026-10-06");
        return new UsageRecord(
                recordId, origin, span, date, quantity, dice.chance(2) ? RecordType.OTHER : type, ingested);
    }

    private TimeSpan span() {
        if (dice.chance(70)) {
            int hour = dice.between(9, 12);
            return new TimeSpan(Time.at("00:00") + hour * HOUR, Time.at("00:00") + (hour + 1) * HOUR);
        }
        return dice.span();
    }

    /** Rarely the same twice. */
    private BigDecimal quantity(int number) {
        if (number == 0 && dice.chance(10)) {
            return HUGE;
        }
        String text = dice.pick("60", "1", "0.1", "7", "12.345678901234567891", "-3", "0", "0.000000000000000001");
        BigDecimal quantity = new BigDecimal(text);
        return dice.chance(60) ? quantity.add(BigDecimal.valueOf(number, 3)) : quantity;
    }

    private UsageOrigin origin() {
        String product = dice.chance(55)
                ? dice.pick("SQL", "SQL", "SQL", "JOBS", "JOBS", "ALL_PURPOSE", "DLT")
                : dice.pick(PRODUCTS);
        String workspace = dice.chance(60) ? "101" : dice.pick(WORKSPACES);
        return UsageOrigin.builder()
                .accountId(accountOf(workspace))
                .workspaceId(workspace)
                .cloud(dice.chance(95) ? "AWS" : "GCP")
                .skuName(dice.pick(RandomPrices.SKUS))
                .usageUnit(dice.chance(97) ? "DBU" : "GB")
                .product(product)
                .metadata(UsageMetadata.of(keys(product)))
                .customTags(tags.tags())
                .runAs(dice.pick("ann", "bob", null))
                .ownedBy(dice.pick("olga", null))
                .createdBy(dice.pick("carl", null))
                .build();
    }

    private Map<UsageKey, String> keys(String product) {
        Map<UsageKey, String> keys = new EnumMap<>(UsageKey.class);
        if (dice.chance(95)) {
            switch (product) {
                case "SQL" -> keys.put(UsageKey.WAREHOUSE_ID, dice.pick("w1", "w1", "w2"));
                case "ALL_PURPOSE" -> keys.put(UsageKey.CLUSTER_ID, dice.pick("c1", "c2"));
                case "JOBS" -> jobKeys(keys);
                case "DLT", "LAKEFLOW_CONNECT", "ONLINE_TABLES" -> pipelineKeys(keys);
                default -> strangeKeys(keys);
            }
        }
        if (dice.chance(10)) {
            strangeKeys(keys);
        }
        return keys;
    }

    /** The run and its own job. */
    private void jobKeys(Map<UsageKey, String> keys) {
        keys.remove(UsageKey.JOB_RUN_ID);
        keys.remove(UsageKey.JOB_ID);
        int run = dice.below(RandomWork.RUNS);
        if (dice.chance(85)) {
            keys.put(UsageKey.JOB_RUN_ID, RandomWork.runId(run));
        }
        if (dice.chance(80)) {
            keys.put(UsageKey.JOB_ID, RandomWork.jobOf(run));
        }
        if (dice.chance(50)) {
            keys.put(UsageKey.CLUSTER_ID, dice.pick("c1", "c2"));
        }
    }

    /** An update and its own pipeline. */
    private void pipelineKeys(Map<UsageKey, String> keys) {
        keys.remove(UsageKey.DLT_UPDATE_ID);
        keys.remove(UsageKey.DLT_MAINTENANCE_ID);
        int update = dice.below(RandomWork.UPDATES);
        keys.put(UsageKey.DLT_PIPELINE_ID, RandomWork.pipelineOf(update));
        if (dice.chance(70)) {
            keys.put(UsageKey.DLT_UPDATE_ID, RandomWork.updateId(update));
        } else if (dice.chance(50)) {
            keys.put(UsageKey.DLT_MAINTENANCE_ID, "m1");
        }
    }

    /** An id is not a class: any record may carry any key. */
    private void strangeKeys(Map<UsageKey, String> keys) {
        for (int i = dice.between(1, 4); i > 0; i--) {
            UsageKey key = dice.pick(UsageKey.values());
            switch (key) {
                case JOB_ID, JOB_RUN_ID -> jobKeys(keys);
                case DLT_PIPELINE_ID, DLT_UPDATE_ID, DLT_MAINTENANCE_ID -> pipelineKeys(keys);
                case WAREHOUSE_ID -> keys.put(key, "w1");
                case CLUSTER_ID -> keys.put(key, "c1");
                default -> keys.put(key, dice.chance(5) ? "odd\tid" : "id of " + key);
            }
        }
    }
}
