package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.PriceBook;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.tables.RowWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes billing.usage, and does to the records what billing does: some arrive late, some are read twice, some are
 * retracted and restated. Adds up what was billed. The records to which it happens are counted off, so that small samples
 * have them too.
 */
final class UsageWriter {
    /** Rows of one record: itself, its duplicate, its retraction and its restatement. */
    static final int MOST_ROWS = 4;

    private static final String OLD_TAG_KEY = "dagster_databricks_opaque_id:";
    private static final long DELAY = 6 * Window.HOUR;
    private static final int RESTATED = 211;
    private static final int RETRACTED_ALONE = 1_999;
    private static final int LATE = 101;
    private static final int READ_TWICE = 3_001;

    private final RowWriter rows;
    private final PriceBook prices;
    private final TrapCounts traps;
    private final Rng rng;
    private final Map<String, BigInteger> billed = new TreeMap<>();
    private long records;

    UsageWriter(RowWriter rows, PriceBook prices, long seed, TrapCounts traps) {
        this.rows = rows;
        this.prices = prices;
        this.traps = traps;
        this.rng = Rng.of(seed, "billing");
    }

    /** Ledger units (10^-12) per currency. */
    Map<String, BigInteger> billed() {
        return billed;
    }

    /** Rows so far, corrections and duplicates included. */
    long rowCount() {
        return rows.rows();
    }

    /** Writes exactly one row. */
    void writeAlone(UsageRecord usage) {
        countTraps(usage);
        row(usage, rng.uuid(), "ORIGINAL", usage.quantity, Window.date(Math.max(usage.start, usage.end) + DELAY));
        bill(usage, usage.quantity);
    }

    /** Writes the record and what becomes of it: {@link #MOST_ROWS} rows at most. */
    void write(UsageRecord usage) {
        long n = records++;
        long ingested = Window.date(Math.max(usage.start, usage.end) + DELAY);
        if (n % LATE == 7) {
            traps.count(Trap.LATE_RECORD);
            ingested = Window.date(usage.start) + rng.between(1, 40);
        }
        countTraps(usage);
        String id = usage.recordId != null ? usage.recordId : rng.uuid();
        row(usage, id, "ORIGINAL", usage.quantity, ingested);
        if (n % READ_TWICE == 41) {
            traps.count(Trap.DUPLICATE_READ);
            row(usage, id, "ORIGINAL", usage.quantity, ingested);
        }
        bill(usage, usage.quantity);
        if (n % RESTATED == 17) {
            BigDecimal restated =
                    usage.quantity.multiply(new BigDecimal("0.75")).setScale(18, RoundingMode.HALF_EVEN);
            retract(usage, ingested, restated);
        } else if (n % RETRACTED_ALONE == 29) {
            traps.count(Trap.RETRACTION_ALONE);
            retract(usage, ingested, null);
        }
    }

    private void retract(UsageRecord usage, long ingested, BigDecimal restated) {
        boolean isLate = rng.chance(0.5);
        long retracted = ingested + (isLate ? rng.between(4, 25) : rng.between(1, 2));
        traps.count(Trap.RETRACTION);
        if (isLate) {
            traps.count(Trap.LATE_RETRACTION);
        }
        row(usage, rng.uuid(), "RETRACTION", usage.quantity.negate(), retracted);
        bill(usage, usage.quantity.negate());
        if (restated != null) {
            traps.count(Trap.RESTATEMENT);
            row(usage, rng.uuid(), "RESTATEMENT", restated, retracted);
            bill(usage, restated);
        }
    }

    private void bill(UsageRecord usage, BigDecimal quantity) {
        prices.charges(usage.sku, usage.start, usage.end, quantity)
                .forEach((currency, charge) -> billed.merge(currency, charge, BigInteger::add));
    }

    private void countTraps(UsageRecord usage) {
        Map<String, BigInteger> charges = prices.charges(usage.sku, usage.start, usage.end, usage.quantity);
        if (charges.isEmpty()) {
            traps.count(Trap.UNPRICED_RECORD);
        } else if (!charges.containsKey("USD")) {
            traps.count(Trap.FOREIGN_CURRENCY_RECORD);
        } else if (usage.sku.name().equals("GENIE_FREE_USAGE")) {
            traps.count(Trap.FREE_RECORD);
        }
        if (prices.isCut(usage.sku, usage.start, usage.end)) {
            traps.count(Trap.PRICE_CHANGE_INSIDE_RECORD);
        }
        if (usage.tags == null) {
            traps.count(Trap.NULL_TAGS);
        } else if (usage.tags.contains(OLD_TAG_KEY)) {
            traps.count(Trap.OLD_TAG_FORM);
        }
    }

    private void row(UsageRecord usage, String id, String recordType, BigDecimal quantity, long ingested) {
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", usage.workspaceId)
                .set("record_id", id)
                .set("sku_name", usage.sku.name())
                .set("cloud", usage.sku.cloud())
                .setTime("usage_start_time", usage.start)
                .setTime("usage_end_time", usage.end)
                .set("usage_date", Window.date(usage.start))
                .set("custom_tags", usage.tags)
                .set("usage_unit", usage.sku.unit())
                .set("usage_quantity", quantity)
                .set("usage_metadata", usage.metadata)
                .set("identity_metadata", usage.identity)
                .set("record_type", recordType)
                .set("ingestion_date", ingested)
                .set("billing_origin_product", usage.product)
                .set("product_features", usage.features)
                .set("usage_type", usage.usageType)
                .end();
    }
}
