package dev.costinsights.workspace.simulation;

import dev.costinsights.workspace.company.PriceBook;
import dev.costinsights.workspace.company.Rng;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The biller: what a record of usage becomes in billing.usage. Most of it comes within hours, some days later. Some records
 * are wrong at first; some are billed twice. What is wrong is retracted days or weeks later, so that the sum over all rows of
 * a record is what was really used. Every row has a record id of its own.
 */
public final class Billing {
    /**
     * A row of billing.usage.
     *
     * @param recordType ORIGINAL, RETRACTION or RESTATEMENT
     * @param ingested when it enters the table, in milliseconds since 1970
     */
    public record Row(String recordId, String recordType, BigDecimal quantity, long ingested) {}

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long ON_TIME = 6 * HOUR;
    private static final double WRONG = 0.015;
    private static final double WRONG_AGAIN = 0.1;
    private static final double BILLED_TWICE = 0.004;
    private static final double DAYS_LATE = 0.04;
    private static final double WEEKS_LATE = 0.005;

    private final PriceBook prices;
    private final long seed;
    private final boolean isCorrected;

    private Billing(SimulationPlan plan, boolean isCorrected) {
        this.prices = PriceChanges.of(plan);
        this.seed = plan.seed();
        this.isCorrected = isCorrected;
    }

    /** Late and wrong at first, as bills are. */
    public static Billing of(SimulationPlan plan) {
        return new Billing(plan, true);
    }

    /** The same bill as it ends up: on time, and right at once. */
    public static Billing onTime(SimulationPlan plan) {
        return new Billing(plan, false);
    }

    /** The price list: each price changes within the period. */
    public PriceBook prices() {
        return prices;
    }

    /**
     * The rows of a record, in the order in which they come.
     *
     * @param end of the usage, in milliseconds since 1970
     * @param quantity that was really used
     */
    public List<Row> rows(String recordId, long end, BigDecimal quantity) {
        if (!isCorrected) {
            return List.of(new Row(recordId, "ORIGINAL", quantity, end + ON_TIME));
        }
        Rng rng = Rng.of(seed, "simulated-billing " + recordId);
        long ingested = end + lateness(rng);
        double fate = rng.unit();
        List<Row> rows = new ArrayList<>();
        if (fate < WRONG) {
            BigDecimal wrong = wrong(quantity, rng);
            rows.add(new Row(recordId, "ORIGINAL", wrong, ingested));
            restate(rows, recordId, quantity, rng);
        } else {
            rows.add(new Row(recordId, "ORIGINAL", quantity, ingested));
        }
        if (fate > 1 - BILLED_TWICE) {
            rows.add(new Row(recordId + "-again", "ORIGINAL", quantity, ingested + rng.below(DAY)));
            retract(rows, recordId, later(rows, rng));
        }
        return rows;
    }

    private static long lateness(Rng rng) {
        double fate = rng.unit();
        if (fate < WEEKS_LATE) {
            return 4 * DAY + rng.below(16 * DAY);
        }
        return fate < WEEKS_LATE + DAYS_LATE ? DAY + rng.below(2 * DAY) : HOUR + rng.below(11 * HOUR);
    }

    /** Retracts the last row and restates it, now and then wrongly once more. */
    private static void restate(List<Row> rows, String recordId, BigDecimal quantity, Rng rng) {
        boolean isWrongAgain = rng.chance(WRONG_AGAIN);
        long corrected = later(rows, rng);
        retract(rows, recordId, corrected);
        BigDecimal restated = isWrongAgain ? wrong(quantity, rng) : quantity;
        rows.add(new Row(recordId + "-restated-" + rows.size(), "RESTATEMENT", restated, corrected));
        if (isWrongAgain) {
            restate(rows, recordId, quantity, rng);
        }
    }

    private static void retract(List<Row> rows, String recordId, long at) {
        BigDecimal last = rows.get(rows.size() - 1).quantity();
        rows.add(new Row(recordId + "-retracted-" + rows.size(), "RETRACTION", last.negate(), at));
    }

    private static long later(List<Row> rows, Rng rng) {
        return rows.get(rows.size() - 1).ingested() + DAY + rng.below(20 * DAY);
    }

    private static BigDecimal wrong(BigDecimal quantity, Rng rng) {
        BigDecimal percent = BigDecimal.valueOf(rng.chance(0.5) ? rng.between(20, 90) : rng.between(110, 300), 2);
        return quantity.multiply(percent).setScale(quantity.scale(), RoundingMode.HALF_UP);
    }
}
