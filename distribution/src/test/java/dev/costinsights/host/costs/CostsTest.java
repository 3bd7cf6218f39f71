package dev.costinsights.host.costs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.spi.CostInsightsException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs are what the rows say, added one by one. */
final class CostsTest {

    private static final Days ALL = new Days(RandomLedger.FIRST, RandomLedger.FIRST.plusDays(RandomLedger.DAYS));

    @TempDir
    private Path work;

    @Test
    void linesAndSumsAreThoseOfAPlainAddition() {
        long seed = System.nanoTime();
        for (int round = 0; round < 12; round++) {
            long replay = seed + round;
            RandomLedger ledger = new RandomLedger(replay);
            Costs costs = costs(ledger, "ledger-" + round);
            Days days = new Days(RandomLedger.FIRST.plusDays(10), RandomLedger.FIRST.plusDays(10 + 1 + round));
            CostQuery query = query(days)
                    .by(Dimension.ORCHESTRATOR_JOB, Dimension.PRODUCT)
                    .step(Step.WEEK)
                    .versus(Versus.PREVIOUS)
                    .query();
            assertAddsUp(ledger, query, costs.of(query), row -> true, "seed " + replay);
        }
    }

    @Test
    void whatIsNotShownIsStillInTheSums() {
        RandomLedger ledger = new RandomLedger(7);
        CostReport all =
                costs(ledger, "ledger").of(query(ALL).by(Dimension.EXECUTION_ID).query());
        CostReport few = costs(ledger, "ledger")
                .of(query(ALL).by(Dimension.EXECUTION_ID).top(2).query());

        assertEquals(4, few.lines().size(), "two of each currency");
        assertEquals(all.sums(), few.sums());
        assertEquals(
                all.lines().stream()
                        .filter(line -> line.currency().equals("USD"))
                        .limit(2)
                        .toList(),
                few.lines().stream()
                        .filter(line -> line.currency().equals("USD"))
                        .toList());
    }

    @Test
    void filtersChooseRowsWhateverLettersTheirValuesHave() {
        RandomLedger ledger = new RandomLedger(11);
        Costs costs = costs(ledger, "ledger");
        for (String job : List.of("nightly", "o'brien", "a\\,b", "x\\;y", "back\\\\slash", "=1+1", "日本", "")) {
            String plain = job.replaceAll("\\\\(.)", "$1");
            CostQuery query = query(ALL)
                    .by(Dimension.PRODUCT)
                    .filter("orchestrator_job=" + job)
                    .query();
            assertAddsUp(ledger, query, costs.of(query), row -> job(row).equals(plain), job);
            CostQuery others = query(ALL)
                    .by(Dimension.PRODUCT)
                    .filter("orchestrator_job!=" + job)
                    .query();
            assertAddsUp(ledger, others, costs.of(others), row -> !job(row).equals(plain), "not " + job);
        }
        CostQuery both = query(ALL)
                .by(Dimension.CATEGORY)
                .filter("orchestrator_job=nightly,o'brien;product=SQL")
                .query();
        assertAddsUp(
                ledger,
                both,
                costs.of(both),
                row -> Set.of("nightly", "o'brien").contains(job(row))
                        && row.charge().origin().product().equals("SQL"),
                "both");
    }

    /** Ids of former days, above all: they have cost nothing, and are no more. */
    @Test
    void whatIsNoLongerThereAndCostNothingIsNoGroup() {
        Days days = new Days(RandomLedger.FIRST.plusDays(20), ALL.end());
        int leftOut = 0;
        for (int seed = 0; seed < 5; seed++) {
            RandomLedger ledger = new RandomLedger(seed);
            CostQuery query = query(days)
                    .by(Dimension.EXECUTION_ID)
                    .versus(Versus.PREVIOUS)
                    .query();
            CostReport report = costs(ledger, "ledger" + seed).of(query);
            assertAddsUp(ledger, query, report, row -> true, "seed " + seed);
            long ids = ledger.rows().stream()
                    .filter(row -> row.charge().isPriced())
                    .map(row -> row.charge().currency() + row.executionId())
                    .distinct()
                    .count();
            leftOut += (int) (ids - report.lines().size());
        }
        assertTrue(leftOut > 0, "there was nothing to leave out");
    }

    @Test
    void theLargestChangeComesFirstUpOrDown() {
        CostReport report = costs(new RandomLedger(5), "ledger")
                .of(query(new Days(RandomLedger.FIRST.plusDays(20), ALL.end()))
                        .by(Dimension.RESOURCE_ID)
                        .versus(Versus.PREVIOUS)
                        .order(CostQuery.Order.CHANGE)
                        .query());

        List<BigDecimal> changes = report.lines().stream()
                .filter(line -> line.currency().equals("USD"))
                .map(line -> line.cost().subtract(line.before().orElseThrow()).abs())
                .toList();
        assertEquals(3, changes.size());
        assertTrue(
                changes.get(0).compareTo(changes.get(1)) >= 0 && changes.get(1).compareTo(changes.get(2)) >= 0);
    }

    @Test
    void usageWithoutAPriceIsSaidApart() {
        RandomLedger ledger = new RandomLedger(3);
        CostReport report =
                costs(ledger, "ledger").of(query(ALL).by(Dimension.PRODUCT).query());

        Map<String, BigDecimal> expected = new TreeMap<>();
        for (LedgerRow row : ledger.rows()) {
            if (!row.charge().isPriced()) {
                expected.merge(
                        row.charge().origin().skuName(),
                        new BigDecimal(row.quantity().toBigInteger(), 18),
                        BigDecimal::add);
            }
        }
        Map<String, BigDecimal> found = new TreeMap<>();
        report.unpriced().forEach(usage -> found.put(usage.skuName(), usage.quantity()));
        assertEquals(expected, found);
        assertTrue(report.sums().stream().noneMatch(sum -> sum.currency().isEmpty()));
    }

    @Test
    void aFolderMayHaveAnyName() {
        RandomLedger ledger = new RandomLedger(2);
        CostQuery query = query(ALL).by(Dimension.PRODUCT).query();
        assertAddsUp(ledger, query, costs(ledger, "led[g]er * o'brien").of(query), row -> true, "odd folder");
    }

    @Test
    void aFolderWithoutALedgerAndAFileThatIsNoneAreNamed() throws Exception {
        CostInsightsException none = assertThrows(CostInsightsException.class, () -> FolderLedger.in(work));
        assertTrue(none.getMessage().contains("there is no ledger.parquet in " + work), none.getMessage());

        Files.writeString(work.resolve("ledger.parquet"), "no ledger");
        CostInsightsException broken = assertThrows(CostInsightsException.class, () -> new Costs(FolderLedger.in(work))
                .of(query(ALL).by(Dimension.PRODUCT).query()));
        assertTrue(broken.getMessage().startsWith("the ledger cannot be read: "), broken.getMessage());
        assertTrue(broken.getMessage().contains("ledger.parquet"), broken.getMessage());
    }

    @Test
    void aQuestionThatHasNoAnswerIsRefused() {
        refused("top is 0", () -> query(ALL).by(Dimension.PRODUCT).top(0).query());
        refused(
                "by each once",
                () -> query(ALL).by(Dimension.PRODUCT, Dimension.PRODUCT).query());
        refused("no change to sort by", () -> query(ALL)
                .by(Dimension.PRODUCT)
                .order(CostQuery.Order.CHANGE)
                .query());
        refused("2026-10-01 is not later", () -> new Days(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 1)));
        refused(
                "'prodct' is no column that costs can be grouped by (did you mean 'product'?)",
                () -> Dimension.of("prodct", "--by"));
        refused("'product' is no filter; write column=value", () -> CostFilter.parse("product", "--filter"));
        refused("both say where to begin", () -> new DaysChoice(RandomLedger.FIRST, null, 7, 30));
    }

    private static void refused(String why, Runnable question) {
        CostInsightsException e = assertThrows(CostInsightsException.class, question::run);
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    private Costs costs(RandomLedger ledger, String folder) {
        return new Costs(FolderLedger.in(ledger.write(work.resolve(folder))));
    }

    /** Adds rows one by one and compares every number. */
    private static void assertAddsUp(
            RandomLedger ledger, CostQuery query, CostReport report, Predicate<LedgerRow> chosen, String context) {
        Map<String, BigDecimal> costs = new TreeMap<>();
        Map<String, BigDecimal> before = new TreeMap<>();
        Map<String, Set<String>> runs = new TreeMap<>();
        for (LedgerRow row : ledger.rows()) {
            if (!row.charge().isPriced() || !chosen.test(row)) {
                continue;
            }
            LocalDate day = row.charge().usageDate();
            String key = row.charge().currency() + keys(row, query.by());
            if (query.days().contains(day)) {
                costs.merge(key, RandomLedger.decimal(row.listCost()), BigDecimal::add);
                Set<String> known = runs.computeIfAbsent(key, none -> new HashSet<>());
                String run = row.identity().context() == null
                        ? row.executionId()
                        : row.identity().context().run();
                if (run != null) {
                    known.add(run);
                }
            }
            if (query.before().map(days -> days.contains(day)).orElse(false)) {
                before.merge(key, RandomLedger.decimal(row.listCost()), BigDecimal::add);
            }
        }
        Set<String> keys = new HashSet<>(costs.keySet());
        before.forEach((key, cost) -> {
            if (cost.signum() != 0) {
                keys.add(key);
            }
        });
        assertEquals(keys.size(), report.lines().size(), context);
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (CostReport.Line line : report.lines()) {
            String key = line.currency() + line.keys();
            same(costs.getOrDefault(key, BigDecimal.ZERO), line.cost(), context + " cost of " + key);
            line.before()
                    .ifPresent(value ->
                            same(before.getOrDefault(key, BigDecimal.ZERO), value, context + " before of " + key));
            assertEquals(runs.getOrDefault(key, Set.of()).size(), line.runs(), context + " runs of " + key);
            if (query.step() != null) {
                same(line.cost(), add(line.costs()), context + " periods of " + key);
            }
            sums.merge(line.currency(), line.cost(), BigDecimal::add);
        }
        for (CostReport.Sum sum : report.sums()) {
            same(sums.get(sum.currency()), sum.cost(), context);
            same(sum.cost(), add(List.copyOf(sum.categories().values())), context + " categories");
            if (query.step() != null) {
                same(sum.cost(), add(sum.costs()), context + " periods");
            }
        }
    }

    private static void same(BigDecimal expected, BigDecimal actual, String context) {
        assertEquals(0, expected.compareTo(actual), context + ": " + expected + " and " + actual);
    }

    private static BigDecimal add(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> keys(LedgerRow row, List<Dimension> by) {
        List<String> keys = new ArrayList<>();
        for (Dimension dimension : by) {
            String value =
                    switch (dimension) {
                        case ORCHESTRATOR_JOB -> job(row);
                        case PRODUCT -> row.charge().origin().product();
                        case CATEGORY -> row.category().name();
                        case EXECUTION_ID -> row.executionId() == null ? "" : row.executionId();
                        default -> throw new IllegalArgumentException(dimension.name());
                    };
            keys.add(value);
        }
        return keys;
    }

    private static String job(LedgerRow row) {
        return row.identity().context() == null ? "" : row.identity().context().job();
    }

    private static Asking query(Days days) {
        return new Asking(days);
    }

    /** A question in the making. */
    private static final class Asking {
        private final Days days;
        private List<Dimension> by = List.of();
        private List<CostFilter> filters = List.of();
        private Step step;
        private Versus versus;
        private CostQuery.Order order = CostQuery.Order.COST;
        private int top = CostQuery.MOST_LINES;

        private Asking(Days days) {
            this.days = days;
        }

        Asking by(Dimension... dimensions) {
            by = List.of(dimensions);
            return this;
        }

        Asking filter(String text) {
            filters = CostFilter.parse(text, "test");
            return this;
        }

        Asking step(Step value) {
            step = value;
            return this;
        }

        Asking versus(Versus value) {
            versus = value;
            return this;
        }

        Asking order(CostQuery.Order value) {
            order = value;
            return this;
        }

        Asking top(int value) {
            top = value;
            return this;
        }

        CostQuery query() {
            return new CostQuery(days, by, step, versus, filters, CostQuery.PriceBasis.LIST, order, top);
        }
    }
}
