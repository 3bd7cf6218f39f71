package dev.costinsights.core.estimation;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EstimatorTest {

    private static final long HOUR = 3_600_000_000L;
    private static final Compute SMALL = new Compute.Warehouse("PRO", WarehouseSize.SMALL, 2, 4);

    private final Calibration calibration = new Calibration();
    private final Estimator estimator = new Estimator(
            PriceBook.builder()
                    .add(price("SQL", "0.50", 0, 10 * HOUR))
                    .add(price("SQL", "0.70", 10 * HOUR, TimeSpan.FOREVER))
                    .add(price("JOBS", "0.10", 0, TimeSpan.FOREVER))
                    .build(),
            calibration);

    @Test
    void aWarehouseIsEstimatedByItsSizeAndClusters() {
        // 12 DBU, 2 clusters, a quarter of them, half an hour: 3 DBU.
        Estimate estimate = estimator.estimate(statement("s1", 0, HOUR / 2, SMALL));

        assertEquals(0, new BigDecimal("3").compareTo(estimate.quantity().orElseThrow()));
        assertEquals(0, new BigDecimal("1.5").compareTo(estimate.cost().orElseThrow()));
        assertEquals("USD", estimate.currency());
        assertEquals("SMALL", estimate.inputs().get("warehouse_size"));
        assertEquals("2", estimate.inputs().get("clusters"));
        assertEquals("0.5", estimate.inputs().get("price"));
        assertEquals("rate", estimate.inputs().get("basis"));
        assertEquals(List.of(), estimate.missing());
    }

    @Test
    void thePriceIsTheOneThatHoldsThen() {
        Estimate estimate = estimator.estimate(statement("s1", 11 * HOUR, 12 * HOUR, SMALL));

        assertEquals(0, new BigDecimal("4.2").compareTo(estimate.cost().orElseThrow()));
    }

    @Test
    void anUnknownSizeGivesNoNumberUntilBillsSayWhatAnHourTakes() {
        Compute unknown = new Compute.Warehouse(null, null, 1, 1);
        Estimate nothing = estimator.estimate(statement("s0", 0, HOUR, unknown));
        assertEquals(Optional.empty(), nothing.quantity());
        assertEquals(Optional.empty(), nothing.cost());
        assertTrue(nothing.missing().get(0).startsWith("how much warehouse w1 takes in an hour"));

        calibration.learn(statement("s1", 0, HOUR, unknown), BigDecimal.valueOf(5));
        calibration.learn(statement("s2", 0, HOUR, unknown), BigDecimal.valueOf(7));
        assertEquals(
                Optional.empty(),
                estimator.estimate(statement("s3", 0, HOUR, unknown)).quantity());
        calibration.learn(statement("s4", 0, 2 * HOUR, unknown), BigDecimal.valueOf(12));

        Estimate known = estimator.estimate(statement("s5", 0, 2 * HOUR, unknown));
        assertEquals(0, new BigDecimal("12").compareTo(known.quantity().orElseThrow()));
        assertEquals("earlier bills", known.inputs().get("basis"));
        assertEquals("3", known.inputs().get("calibrated_by"));
    }

    @Test
    void anUnknownPriceGivesAQuantityAndNoCost() {
        EndedWork work = new EndedWork(
                EstimationKind.WAREHOUSE,
                "101",
                "w1",
                ExecutionType.STATEMENT,
                "s1",
                new TimeSpan(0, HOUR),
                SMALL,
                origin("NEW"));
        Estimate estimate = estimator.estimate(work);

        assertTrue(estimate.quantity().isPresent());
        assertEquals(Optional.empty(), estimate.cost());
        assertEquals(List.of("a price of NEW at 1970-01-01T00:00:00Z"), estimate.missing());
    }

    @Test
    void nodesAddUpAndOneThatNobodyKnowsGivesNoNumber() {
        Map<String, BigDecimal> rates = Map.of("m5.xlarge", new BigDecimal("0.69"));
        Estimate known = estimator.estimate(run("r1", HOUR, new Compute.Nodes(Map.of("m5.xlarge", 3), rates)));
        assertEquals(0, new BigDecimal("2.07").compareTo(known.quantity().orElseThrow()));

        Estimate unknown =
                estimator.estimate(run("r2", HOUR, new Compute.Nodes(Map.of("m5.xlarge", 3, "new", 1), rates)));
        assertEquals(Optional.empty(), unknown.quantity());
        assertEquals("1 at unknown", unknown.inputs().get("nodes.new"));
    }

    @Test
    void aJobThatWasNeverBilledIsEstimatedByWhatItsNodeTypesWereBilledElsewhere() {
        // Four nodes of it took 2.76 DBU in an hour, two of the other 3.
        for (int i = 0; i < 3; i++) {
            calibration.learn(run("a" + i, HOUR, nodes(Map.of("m5.xlarge", 4))), new BigDecimal("2.76"));
            calibration.learn(run("b" + i, 2 * HOUR, nodes(Map.of("r5.2xlarge", 2))), new BigDecimal("6"));
            calibration.learn(run("c" + i, HOUR, nodes(Map.of("m5.xlarge", 1, "new", 1))), BigDecimal.TEN);
        }

        Estimate estimate = estimator.estimate(once(HOUR / 2, nodes(Map.of("m5.xlarge", 2, "r5.2xlarge", 1))));

        // Half of 2 * 0.69 + 1.5.
        assertEquals(0, new BigDecimal("1.44").compareTo(estimate.quantity().orElseThrow()));
        assertEquals("earlier bills of its node types", estimate.inputs().get("basis"));
        assertEquals("2.88", estimate.inputs().get("dbu_per_hour"));
        assertEquals(
                Optional.empty(),
                estimator.estimate(once(HOUR, nodes(Map.of("new", 1)))).quantity(),
                "what a node took in mixed company is not known");
    }

    private static Compute nodes(Map<String, Integer> nodes) {
        return new Compute.Nodes(nodes, Map.of());
    }

    private static EndedWork once(long length, Compute compute) {
        return new EndedWork(
                EstimationKind.JOB,
                "101",
                "once",
                ExecutionType.JOB_RUN,
                "r",
                new TimeSpan(0, length),
                compute,
                origin("JOBS"));
    }

    @Test
    void whatEarlierBillsSaidOfAnObjectDoesNotTouchAnother() {
        for (int i = 0; i < 5; i++) {
            calibration.learn(statement("s" + i, 0, HOUR, SMALL), BigDecimal.valueOf(12));
        }
        EndedWork other = new EndedWork(
                EstimationKind.WAREHOUSE,
                "101",
                "w2",
                ExecutionType.STATEMENT,
                "x",
                new TimeSpan(0, HOUR),
                SMALL,
                origin("SQL"));

        // 6 by the book, billed double.
        assertEquals(
                0,
                new BigDecimal("12")
                        .compareTo(estimator
                                .estimate(statement("x", 0, HOUR, SMALL))
                                .quantity()
                                .orElseThrow()));
        assertEquals(
                0,
                new BigDecimal("6")
                        .compareTo(estimator.estimate(other).quantity().orElseThrow()));
    }

    @Test
    void aBillThatComesAgainTeachesOnce() {
        for (int i = 0; i < 3; i++) {
            calibration.learn(statement("s1", 0, HOUR, SMALL), BigDecimal.valueOf(12));
        }
        assertEquals(
                "rate",
                estimator.estimate(statement("s2", 0, HOUR, SMALL)).inputs().get("basis"));
        assertEquals(
                null,
                estimator.estimate(statement("s2", 0, HOUR, SMALL)).inputs().get("calibration"));
    }

    /** Long runs have more nodes here: 2 DBU for each of the first hours, 8 for each of four hours. */
    @Test
    void anExecutionIsEstimatedByThoseThatAreMostLikeItInLength() {
        Compute serverless = new Compute.Serverless();
        for (int i = 0; i < 6; i++) {
            calibration.learn(run("short" + i, HOUR, serverless), BigDecimal.valueOf(2));
        }
        for (int i = 0; i < 4; i++) {
            calibration.learn(run("long" + i, 4 * HOUR, serverless), BigDecimal.valueOf(32));
        }

        Estimate first = estimator.estimate(run("a", HOUR + HOUR / 2, serverless));
        Estimate second = estimator.estimate(run("b", 5 * HOUR, serverless));

        assertEquals(0, new BigDecimal("3").compareTo(first.quantity().orElseThrow()));
        assertEquals(0, new BigDecimal("40").compareTo(second.quantity().orElseThrow()));
        assertEquals("3", second.inputs().get("calibrated_by"));
        // Without length there is nothing to be like, and nothing to pay.
        assertEquals(
                0,
                BigDecimal.ZERO.compareTo(
                        estimator.estimate(run("c", 0, serverless)).quantity().orElseThrow()));
    }

    @Test
    void ofExecutionsOfOneLengthTheNewestCount() {
        for (int i = 1; i <= 9; i++) {
            calibration.learn(run("r" + i, HOUR, new Compute.Serverless()), BigDecimal.valueOf(i));
        }

        Estimate next = estimator.estimate(run("next", HOUR, new Compute.Serverless()));

        assertEquals(0, new BigDecimal("8").compareTo(next.quantity().orElseThrow()));
    }

    @Test
    void theBillReplacesTheEstimateAndTheErrorStays() {
        Estimates estimates = new Estimates();
        EndedWork work = statement("s1", 0, HOUR, SMALL);
        estimates.add(estimator.estimate(work));
        assertEquals(1, estimates.open().size());

        estimates.bill(work, new BigDecimal("5"));
        estimates.add(estimator.estimate(work));
        assertEquals(0, estimates.open().size());
        assertEquals(
                new BigDecimal("0.200000"),
                estimates.errors().get(EstimationKind.WAREHOUSE).median());

        assertEquals(1, estimates.replaced().size());

        estimates.bill(work, new BigDecimal("6"));
        assertEquals(1, estimates.errors().get(EstimationKind.WAREHOUSE).count());
        assertEquals(
                new BigDecimal("0.000000"),
                estimates.errors().get(EstimationKind.WAREHOUSE).median());
        assertEquals(Optional.empty(), estimates.bill(statement("nobody", 0, 1, SMALL), BigDecimal.ONE));
    }

    /** A made-up world: each job takes its own, unknown amount an hour, and its bills scatter by up to 15 %. */
    @Test
    void afterAWeekOfBillsTheMedianErrorIsSmall() {
        forAll(20, random -> {
            Calibration learning = new Calibration();
            Estimator learned = new Estimator(PriceBook.builder().build(), learning);
            Estimates estimates = new Estimates();
            double[] rates = random.doubles(30, 0.5, 40).toArray();
            for (int day = 0; day < 14; day++) {
                for (int job = 0; job < rates.length; job++) {
                    double hours = 0.2 + random.nextDouble() * 3;
                    double noise = 1 + (random.nextDouble() - 0.5) * 0.3;
                    BigDecimal billed = BigDecimal.valueOf(rates[job] * hours * noise);
                    EndedWork work = new EndedWork(
                            EstimationKind.JOB,
                            "101",
                            "j" + job,
                            ExecutionType.JOB_RUN,
                            job + "-" + day,
                            new TimeSpan(0, (long) (hours * HOUR)),
                            new Compute.Serverless(),
                            origin("JOBS"));
                    if (day >= 7) {
                        estimates.add(learned.estimate(work));
                        estimates.bill(work, billed);
                    }
                    learning.learn(work, billed);
                }
            }
            Estimates.Errors errors = estimates.errors().get(EstimationKind.JOB);
            assertEquals(7 * rates.length, errors.count());
            assertTrue(errors.median().compareTo(new BigDecimal("0.10")) <= 0, errors.toString());
        });
    }

    @Test
    void sizesAreKnownByBothOfTheirNames() {
        assertEquals(Optional.of(WarehouseSize.XX_SMALL), WarehouseSize.of("2X-Small"));
        assertEquals(Optional.of(WarehouseSize.X_LARGE), WarehouseSize.of("X_LARGE"));
        assertEquals(Optional.of(WarehouseSize.XXXX_LARGE), WarehouseSize.of("4x_large"));
        assertEquals(Optional.empty(), WarehouseSize.of("Gigantic"));
    }

    private static EndedWork statement(String id, long start, long end, Compute compute) {
        return new EndedWork(
                EstimationKind.WAREHOUSE,
                "101",
                "w1",
                ExecutionType.STATEMENT,
                id,
                new TimeSpan(start, end),
                compute,
                origin("SQL"));
    }

    private static EndedWork run(String id, long length, Compute compute) {
        return new EndedWork(
                EstimationKind.JOB,
                "101",
                "j1",
                ExecutionType.JOB_RUN,
                id,
                new TimeSpan(0, length),
                compute,
                origin("JOBS"));
    }

    private static UsageOrigin origin(String sku) {
        return UsageOrigin.builder()
                .accountId("acme")
                .workspaceId("101")
                .cloud("AWS")
                .skuName(sku)
                .usageUnit("DBU")
                .build();
    }

    private static Price price(String sku, String amount, long from, long to) {
        return new Price(
                PriceSource.LIST, "", "AWS", sku, "DBU", "USD", new TimeSpan(from, to), new BigDecimal(amount));
    }
}
