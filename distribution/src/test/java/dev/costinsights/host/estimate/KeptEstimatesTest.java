package dev.costinsights.host.estimate;

import static dev.costinsights.host.estimate.Samples.DAY;
import static dev.costinsights.host.estimate.Samples.RATES;
import static dev.costinsights.host.estimate.Samples.START;
import static dev.costinsights.host.estimate.Samples.assertSame;
import static dev.costinsights.host.estimate.Samples.event;
import static dev.costinsights.host.estimate.Samples.run;
import static dev.costinsights.host.estimate.Samples.statement;
import static dev.costinsights.host.estimate.Samples.warehouseDay;
import static dev.costinsights.host.estimate.Samples.work;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.store.PostgresServer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What was said of an execution stays, beside whatever its bill says later. */
final class KeptEstimatesTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-10-02T03:00:00Z"), ZoneOffset.UTC);
    private final EstimateDatabase database = new EstimateDatabase(Samples.memory("estimates"));
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
        JdbcJournal journal = new JdbcJournal(Samples.memory("journal"));
        journal.keep(new EventBatch(0, 0, 0, List.of(run("r", 2))));

        estimates.catchUp(journal);

        assertSame("4", only(ExecutionType.JOB_RUN, "r").quantity());
        journal.close();
    }

    @Test
    void what_is_billed_already_is_not_estimated_afterwards() throws Exception {
        threeRunsOfTwoAnHour();
        bill("r", "5", true);
        JdbcJournal journal = new JdbcJournal(Samples.memory("journal"));
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
        assertEquals("a?", only(ExecutionType.JOB_RUN, "r").opaqueId());
        assertEquals(List.of(), kept.of(ExecutionType.JOB_RUN, "x".repeat(256)));
    }

    @Test
    void postgresql_keeps_the_same(@TempDir Path folder) throws Exception {
        try (PostgresServer server = new PostgresServer(Files.createDirectory(folder.resolve("server")))) {
            EstimateDatabase postgres = new EstimateDatabase(shared(server, "estimates"));
            NotedBills noted = new NotedBills(postgres);
            List<WorkOfDay> works = List.of(
                    work(DAY, "a", "2", true), work(DAY, "b", "2", true), work(DAY, "c", "2", true), warehouseDay());
            noted.note(DAY, works, List.of());
            noted.finish(Set.of(DAY), RATES);
            noted.note(DAY, works, List.of(new BilledStatement("101", "s1", new Bill(BigDecimal.ONE, BigDecimal.ONE))));
            noted.finish(Set.of(DAY), RATES);
            assertFirstNumberStays(new EstimateDatabase(shared(server, "at_once")));
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

    /** The other's row is there, and not to be seen, when we look; it is to be seen when our insert has met it. */
    private static void assertFirstNumberStays(EstimateDatabase database) throws Exception {
        KeptEstimates kept = new KeptEstimates(database);
        RecordingEstimates estimates = new RecordingEstimates(database, Optional.empty(), NOW);
        estimates.estimate(List.of(run("r", 2)));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection first = database.connect()) {
            try (Statement statement = first.createStatement()) {
                statement.execute("CREATE TABLE said AS SELECT * FROM " + EstimateDatabase.ESTIMATE);
                statement.execute("DELETE FROM " + EstimateDatabase.ESTIMATE);
                first.commit();
                statement.execute("INSERT INTO " + EstimateDatabase.ESTIMATE + " SELECT * FROM said");
            }
            Future<?> second = other.submit(() -> {
                estimates.estimate(List.of(run("r", 2)));
                return null;
            });
            Thread.sleep(300);
            first.commit();
            second.get();
        } finally {
            other.shutdownNow();
        }
        assertEquals(1, kept.of(ExecutionType.JOB_RUN, "r").size());
    }

    @Test
    void two_who_estimate_the_same_at_once_both_succeed() throws Exception {
        assertFirstNumberStays(database);
    }

    private void threeRunsOfTwoAnHour() throws Exception {
        works(Set.of("a", "b", "c"), "2");
    }

    private static PGSimpleDataSource shared(PostgresServer server, String name) throws SQLException {
        PGSimpleDataSource shared = new PGSimpleDataSource();
        shared.setUrl(server.newDatabase(name).url());
        shared.setUser("test");
        return shared;
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
}
