package dev.costinsights.host.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.store.PostgresServer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What was said of an execution stays, beside whatever its bill says later. */
final class KeptEstimatesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 1);
    private static final long HOUR = 3_600 * TimeSpan.SECOND;
    private static final long START =
            TimeSpan.micros(DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-10-02T03:00:00Z"), ZoneOffset.UTC);
    private static final RateBook RATES = new RateBook(
            List.of(price("JOBS", "0.5"), price("SQL", "0.7")),
            List.of(new WarehouseVersion("", "101", "w", null, "PRO", "SMALL", Map.of(), null, 0, TimeSpan.FOREVER)));

    private final EstimateDatabase database = new EstimateDatabase(memory("estimates"));
    private final NotedBills bills = new NotedBills(database);
    private final KeptEstimates kept = new KeptEstimates(database);
    private final RecordingEstimates estimates = new RecordingEstimates(database, Optional.empty(), NOW);

    @Test
    void a_run_is_estimated_by_what_earlier_runs_were_billed_and_the_inputs_stay_with_the_number() throws Exception {
        threeRunsOfTwoAnHour();

        estimates.estimate(List.of(run("r", 2)));

        KeptEstimate said = only(ExecutionType.JOB_RUN, "r");
        assertSame("4", said.quantity());
        assertSame("2", said.cost());
        assertEquals("USD", said.currency());
        assertEquals("JOBS", said.skuName());
        assertEquals("101", said.workspaceId(), "the only one in which the job was billed");
        assertEquals("3", said.inputs().get("calibrated_by"));
        assertEquals("0.5", said.inputs().get("price"));
        assertEquals(TimeSpan.micros(NOW.instant()), said.saidMicros());
        assertEquals("nightly", said.orchestratorJob());
    }

    @Test
    void there_is_no_number_before_anything_was_billed_and_the_first_number_stays() throws Exception {
        estimates.estimate(List.of(run("r", 2)));
        KeptEstimate before = only(ExecutionType.JOB_RUN, "r");
        assertEquals(Optional.empty(), before.quantity());
        assertEquals(List.of("nothing was billed yet for j"), before.missing());

        threeRunsOfTwoAnHour();
        estimates.estimate(List.of(run("r", 2)));
        assertSame("4", only(ExecutionType.JOB_RUN, "r").quantity());

        works(Set.of("a", "b", "c"), "20");
        estimates.estimate(List.of(run("r", 2)));
        assertSame("4", only(ExecutionType.JOB_RUN, "r").quantity());
    }

    @Test
    void the_bill_stands_beside_the_estimate_and_a_correction_corrects_the_error() throws Exception {
        threeRunsOfTwoAnHour();
        estimates.estimate(List.of(run("r", 2)));
        assertEquals(Optional.empty(), comparison().replaced(only(ExecutionType.JOB_RUN, "r")));

        bill("r", "5", true);
        assertSame("-0.2", error("r"));

        bill("r", "3.2", true);
        assertSame("0.25", error("r"));

        bills.finish(Set.of(DAY), RATES);
        assertEquals(Optional.empty(), error("r"), "the day has no bill any more");
    }

    @Test
    void a_run_that_goes_on_is_not_billed_yet() throws Exception {
        threeRunsOfTwoAnHour();
        estimates.estimate(List.of(run("r", 2)));

        bill("r", "1", false);

        assertEquals(Optional.empty(), comparison().bill(only(ExecutionType.JOB_RUN, "r")));
    }

    @Test
    void what_several_days_billed_is_added_up() throws Exception {
        threeRunsOfTwoAnHour();
        estimates.estimate(List.of(run("r", 2)));

        bill("r", "1", false);
        bills.note(DAY.plusDays(2), List.of(work(DAY.plusDays(2), "r", "4", true)), List.of());

        assertSame("-0.2", error("r"));
    }

    @Test
    void a_new_warehouse_is_estimated_by_its_size_shared_by_the_statements_at_once() throws Exception {
        bills.note(DAY, List.of(warehouseDay()), List.of());
        bills.finish(Set.of(DAY), RATES);

        estimates.estimate(List.of(statement("s1", "w"), statement("s2", "w")));

        // Small is 12 DBU an hour, of which each of the two has half.
        assertSame("6", only(ExecutionType.STATEMENT, "s2").quantity());
        assertEquals("2", only(ExecutionType.STATEMENT, "s2").inputs().get("parallel"));
    }

    @Test
    void the_bill_of_a_statement_is_noted_when_it_was_estimated() throws Exception {
        bills.note(DAY, List.of(warehouseDay()), List.of());
        bills.finish(Set.of(DAY), RATES);
        estimates.estimate(List.of(statement("s1", "w")));

        assertEquals(
                Set.of(new KeptEstimates.Key(ExecutionType.STATEMENT, "101", "s1")),
                kept.statements(new TimeSpan(START, START + 1)));
        bills.note(
                DAY.plusDays(1),
                List.of(),
                List.of(new BilledStatement("101", "s1", new Bill(new BigDecimal("10"), new BigDecimal("7")))));

        assertSame(
                "0.2",
                comparison().replaced(only(ExecutionType.STATEMENT, "s1")).map(Comparison.Replaced::error));
    }

    @Test
    void what_a_journal_recorded_while_nobody_estimated_is_caught_up_with() throws Exception {
        threeRunsOfTwoAnHour();
        JdbcJournal journal = new JdbcJournal(memory("journal"));
        journal.keep(new EventBatch(0, 0, 0, List.of(run("r", 2))));

        estimates.catchUp(journal);

        assertSame("4", only(ExecutionType.JOB_RUN, "r").quantity());
        journal.close();
    }

    @Test
    void what_is_billed_already_is_not_estimated_afterwards() throws Exception {
        threeRunsOfTwoAnHour();
        bill("r", "5", true);
        JdbcJournal journal = new JdbcJournal(memory("journal"));
        journal.keep(new EventBatch(0, 0, 0, List.of(run("r", 2))));

        estimates.catchUp(journal);

        assertEquals(List.of(), kept.of(ExecutionType.JOB_RUN, "r"));
        journal.close();
    }

    @ParameterizedTest
    @CsvSource({"JOB_RUN, LAUNCHED, 1", "JOB_RUN, ENDED, -1", "BUNDLE_DEPLOYMENT, ENDED, 1"})
    void what_has_not_ended_or_costs_nothing_of_its_own_is_not_estimated(
            ExecutionType type, ExecutionPhase phase, long duration) throws Exception {
        threeRunsOfTwoAnHour();

        estimates.estimate(List.of(event(type, "r", phase, duration, ExecutionPlace.UNKNOWN, Map.of("job_id", "j"))));

        assertEquals(List.of(), kept.in(new TimeSpan(0, Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\uD800"})
    void an_odd_execution_does_not_keep_others_from_their_estimates(String odd) throws Exception {
        threeRunsOfTwoAnHour();
        AttributionContext context =
                AttributionContext.builder().opaqueId("a" + odd).job("nightly").build();
        ExecutionEvent good = run("r", 2);

        estimates.estimate(List.of(
                run("x".repeat(256), 2),
                run("x" + odd, 2),
                run("huge", Integer.MAX_VALUE),
                new ExecutionEvent(
                        good.type(),
                        good.id(),
                        good.phase(),
                        good.outcome(),
                        good.startMicros(),
                        good.durationMicros(),
                        context,
                        good.place(),
                        good.details())));

        assertSame("4", only(ExecutionType.JOB_RUN, "r").quantity());
        assertEquals("a\uFFFD", only(ExecutionType.JOB_RUN, "r").opaqueId());
        assertEquals(List.of(), kept.of(ExecutionType.JOB_RUN, "x".repeat(256)));
    }

    @Test
    void odd_work_does_not_keep_a_day_from_being_noted() {
        WorkOfDay good = work(DAY, "r", "2", true);

        assertTrue(Fit.fits(good));
        assertFalse(Fit.fits(work(DAY, "x".repeat(256), "2", true)));
        assertFalse(Fit.fits(work(DAY, "x\u0000", "2", true)));
        assertFalse(Fit.fits(work(DAY, "r", "1e20", true)));
        assertTrue(Fit.fits(work(DAY, "r", "99999999999999999999.999999999999999999", true)));
    }

    @Test
    void what_was_noted_is_read_back_as_it_was() throws Exception {
        WorkOfDay nodes = new WorkOfDay(
                DAY,
                EstimationKind.JOB,
                "101",
                "r",
                "j",
                new TimeSpan(1, 2),
                1,
                true,
                new Compute.Nodes(Map.of("i3.xlarge", 2, "m5.large", 1), Map.of()),
                WorkOfDay.billing("account", "101", "AWS", "JOBS", "DBU"),
                new BigDecimal("1.000000000000000001"),
                new BigDecimal("0.500000000001"));
        bills.note(DAY, List.of(nodes, warehouseDay()), List.of());
        bills.finish(Set.of(DAY), RATES);

        NotedBills.Known known = bills.known();

        assertEquals(Set.of(DAY), known.dates());
        assertEquals(RATES, known.rates());
        assertTrue(known.works().contains(nodes), () -> known.works().toString());
    }

    @Test
    void postgresql_keeps_the_same(@TempDir Path folder) throws Exception {
        try (PostgresServer server = new PostgresServer(Files.createDirectory(folder.resolve("server")))) {
            PGSimpleDataSource shared = new PGSimpleDataSource();
            shared.setUrl(server.newDatabase("estimates").url());
            shared.setUser("test");
            EstimateDatabase postgres = new EstimateDatabase(shared);
            NotedBills noted = new NotedBills(postgres);
            List<WorkOfDay> works = List.of(
                    work(DAY, "a", "2", true), work(DAY, "b", "2", true), work(DAY, "c", "2", true), warehouseDay());
            noted.note(DAY, works, List.of());
            noted.finish(Set.of(DAY), RATES);
            noted.note(DAY, works, List.of(new BilledStatement("101", "s1", new Bill(BigDecimal.ONE, BigDecimal.ONE))));
            noted.finish(Set.of(DAY), RATES);
            RecordingEstimates there = new RecordingEstimates(postgres, Optional.empty(), NOW);

            there.estimate(List.of(run("r", 2), run("r", 2), statement("s1", "w")));

            KeptEstimates found = new KeptEstimates(postgres);
            assertSame("4", found.of(ExecutionType.JOB_RUN, "r").get(0).quantity());
            assertEquals(2, found.in(new TimeSpan(START, START + 1)).size());
            assertEquals(4, noted.known().works().size());
            assertEquals(2, noted.known().version());
            assertEquals(
                    4,
                    new BillsOfExecutions(postgres).since(DAY).size(),
                    "three runs, a statement, no warehouse's day");
        }
    }

    private void threeRunsOfTwoAnHour() throws Exception {
        works(Set.of("a", "b", "c"), "2");
    }

    private void works(Set<String> ids, String quantity) throws Exception {
        List<WorkOfDay> works = new ArrayList<>();
        ids.forEach(id -> works.add(work(DAY, id, quantity, true)));
        bills.note(DAY, works, List.of());
        bills.finish(Set.of(DAY), RATES);
    }

    private void bill(String run, String quantity, boolean isOver) throws Exception {
        bills.note(DAY.plusDays(1), List.of(work(DAY.plusDays(1), run, quantity, isOver)), List.of());
        bills.finish(Set.of(DAY, DAY.plusDays(1)), RATES);
    }

    /** An hour of job j. */
    private static WorkOfDay work(LocalDate date, String run, String quantity, boolean isOver) {
        long start = TimeSpan.micros(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        return new WorkOfDay(
                date,
                EstimationKind.JOB,
                "101",
                run,
                "j",
                new TimeSpan(start, start + HOUR),
                HOUR,
                isOver,
                new Compute.Serverless(),
                WorkOfDay.billing("account", "101", "AWS", "JOBS", "DBU"),
                new BigDecimal(quantity),
                new BigDecimal(quantity));
    }

    private static WorkOfDay warehouseDay() {
        long start = TimeSpan.micros(DAY.atStartOfDay(ZoneOffset.UTC).toInstant());
        return new WorkOfDay(
                DAY,
                EstimationKind.WAREHOUSE,
                "101",
                "other " + DAY,
                "other",
                new TimeSpan(start, start + HOUR),
                HOUR,
                true,
                new Compute.Warehouse("PRO", null, 1, 1),
                WorkOfDay.billing("account", "101", "AWS", "SQL", "DBU"),
                BigDecimal.TEN,
                BigDecimal.TEN);
    }

    private static ExecutionEvent run(String id, int hours) {
        return event(
                ExecutionType.JOB_RUN,
                id,
                ExecutionPhase.ENDED,
                hours * HOUR,
                ExecutionPlace.UNKNOWN,
                Map.of("job_id", "j"));
    }

    private static ExecutionEvent statement(String id, String warehouse) {
        return event(
                ExecutionType.STATEMENT,
                id,
                ExecutionPhase.ENDED,
                HOUR,
                new ExecutionPlace("host", "101", ResourceType.WAREHOUSE, warehouse, null),
                Map.of());
    }

    private static ExecutionEvent event(
            ExecutionType type,
            String id,
            ExecutionPhase phase,
            long duration,
            ExecutionPlace place,
            Map<String, String> details) {
        AttributionContext context =
                AttributionContext.builder().opaqueId("a").job("nightly").build();
        return new ExecutionEvent(
                type, id, phase, ExecutionOutcome.SUCCEEDED, START, duration, context, place, details);
    }

    private Comparison comparison() throws Exception {
        return new Comparison(new BillsOfExecutions(database).since(DAY));
    }

    private Optional<BigDecimal> error(String run) throws Exception {
        return comparison().replaced(only(ExecutionType.JOB_RUN, run)).map(Comparison.Replaced::error);
    }

    private KeptEstimate only(ExecutionType type, String id) throws Exception {
        List<KeptEstimate> found = kept.of(type, id);
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }

    private static void assertSame(String expected, Optional<BigDecimal> actual) {
        assertTrue(
                actual.isPresent() && actual.get().compareTo(new BigDecimal(expected)) == 0,
                () -> "expected " + expected + ", was " + actual);
    }

    private static Price price(String sku, String amount) {
        return new Price(
                PriceSource.LIST,
                "",
                "AWS",
                sku,
                "DBU",
                "USD",
                new TimeSpan(0, TimeSpan.FOREVER),
                new BigDecimal(amount));
    }

    private DataSource memory(String name) {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + name + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        return memory;
    }
}
