package dev.costinsights.core.attribution;

import static dev.costinsights.core.RandomCases.forAll;
import static dev.costinsights.core.oracle.Fixtures.WORKSPACE;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.job;
import static dev.costinsights.core.oracle.Fixtures.run;
import static dev.costinsights.core.oracle.Fixtures.runUsage;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.task;
import static dev.costinsights.core.oracle.Fixtures.updateUsage;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Evidence;
import dev.costinsights.core.oracle.Fact;
import dev.costinsights.core.oracle.StatementFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was captured at launch is the best evidence of all. */
class RecordedExecutionsTest {

    private static final String ID_KEY = "dagster_snowflake_opaque_id";
    private static final AttributionContext RECORDED = context("recorded");

    @Test
    void aRecordedStatementComesBeforeItsTags() {
        LedgerRow row =
                statementRow(aStatement().tag(ID_KEY, "tagged"), recorded(ExecutionType.STATEMENT, "s1", RECORDED));

        assertEquals(IdentityBasis.HANDLE, row.identity().basis());
        assertEquals(RECORDED, row.identity().context());
    }

    @Test
    void aRecordingOfAnotherStatementOrWithoutAContextSaysNothing() {
        LedgerRow row = statementRow(
                aStatement().tag(ID_KEY, "tagged"),
                recorded(ExecutionType.STATEMENT, "s2", RECORDED),
                recorded(ExecutionType.STATEMENT, "s1", AttributionContext.EMPTY),
                recorded(ExecutionType.JOB_RUN, "s1", RECORDED));

        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
    }

    @Test
    void aRecordingOfAnotherWorkspaceSaysNothingAndOneOfNoneSpeaksForAll() {
        assertEquals(
                IdentityBasis.RUN_AS,
                statementRow(aStatement(), recordedIn("999", "s1", RECORDED))
                        .identity()
                        .basis());
        assertEquals(
                IdentityBasis.HANDLE,
                statementRow(aStatement(), recordedIn("", "s1", RECORDED))
                        .identity()
                        .basis());
    }

    @Test
    void twoRecordingsThatDisagreeArePassedOverAndListed() {
        LedgerRow row = statementRow(
                aStatement().tag(ID_KEY, "tagged"),
                recordedIn("", "s1", context("a")),
                recordedIn(WORKSPACE, "s1", context("b")));

        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
        assertEquals("tagged", row.identity().context().opaqueId());
        assertEquals(List.of("a", "b"), row.identity().candidates());
        assertTrue(row.flags().contains(Flag.AMBIGUOUS_IDENTITY));
    }

    @Test
    void recordingsThatAgreeCompleteEachOther() {
        AttributionContext more = AttributionContext.builder()
                .opaqueId("recorded")
                .run("r")
                .asset("a", 3)
                .asset("b", 1)
                .build();
        LedgerRow row = statementRow(
                aStatement(),
                recorded(ExecutionType.STATEMENT, "s1", RECORDED),
                recorded(ExecutionType.STATEMENT, "s1", more));

        assertEquals("r", row.identity().context().run());
        assertEquals(3, row.identity().context().weight(0));
    }

    @Test
    void aBatchIsKnownByItsSessionAndItsTime() {
        Evidence batch = session("q1", "10:00", "10:20", RECORDED);

        assertEquals(
                IdentityBasis.HANDLE,
                statementRow(aStatement().session("q1"), batch).identity().basis());
        assertEquals(
                IdentityBasis.RUN_AS,
                statementRow(aStatement().session("q2"), batch).identity().basis());
        assertEquals(
                IdentityBasis.RUN_AS,
                statementRow(aStatement().session("q1"), session("q1", "10:30", "10:40", RECORDED))
                        .identity()
                        .basis());
    }

    @Test
    void itsOwnIdComesBeforeItsSession() {
        LedgerRow row = statementRow(
                aStatement().session("q1"),
                session("q1", "10:00", "10:20", context("batch")),
                recorded(ExecutionType.STATEMENT, "s1", RECORDED));

        assertEquals(RECORDED, row.identity().context());
        assertFalse(row.identity().isAmbiguous());
    }

    @Test
    void aRecordedRunComesBeforeItsParametersForItsTasksToo() {
        Evidence usage = runUsage("u1", "r1").during("10:00", "11:00");
        Evidence ran = run("r1").during("10:00", "11:00").parameter(ID_KEY, "parameter");
        Evidence recorded = recorded(ExecutionType.JOB_RUN, "r1", RECORDED);

        LedgerRow whole = row(usage, ran, recorded);
        assertEquals(ExecutionType.JOB_RUN, whole.executionType());
        assertEquals(IdentityBasis.HANDLE, whole.identity().basis());
        assertEquals(RECORDED, whole.identity().context());

        LedgerRow ofTask = row(usage, ran, task("t1", "r1").during("10:00", "11:00"), recorded);
        assertEquals(ExecutionType.JOB_TASK_RUN, ofTask.executionType());
        assertEquals(IdentityBasis.HANDLE, ofTask.identity().basis());
    }

    @Test
    void aRunThatARecordedRunStartedInheritsTheContextButNotTheRank() {
        LedgerRow row = row(
                runUsage("u1", "r2").during("10:00", "11:00"),
                run("r2").during("10:00", "11:00").startedByTask("t1"),
                task("t1", "r1").during("09:00", "12:00"),
                recorded(ExecutionType.JOB_RUN, "r1", RECORDED));

        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
        assertEquals(RECORDED, row.identity().context());
    }

    @Test
    void aStatementOfARecordedRunIsKnownByItsSource() {
        LedgerRow row = statementRow(
                aStatement().source(new QuerySource("j1", "r1", null, null, null, null, null, null, null, null)),
                recorded(ExecutionType.JOB_RUN, "r1", RECORDED));

        assertEquals(IdentityBasis.QUERY_SOURCE, row.identity().basis());
        assertEquals(RECORDED, row.identity().context());
    }

    @Test
    void aRecordedUpdateComesBeforeItsPipelinesTags() {
        LedgerRow row = row(
                updateUsage("u1", "p1", "x1").during("10:00", "11:00"),
                recorded(ExecutionType.PIPELINE_UPDATE, "x1", RECORDED));

        assertEquals(ExecutionType.PIPELINE_UPDATE, row.executionType());
        assertEquals(IdentityBasis.HANDLE, row.identity().basis());
    }

    @Test
    void whoCreatedAJobDoesNotSayWhoRunsIt() {
        LedgerRow row = row(
                runUsage("u1", "r1").during("10:00", "11:00"),
                job("j1", "2026-09-01T00:00", "job", Map.of(ID_KEY, "job's")),
                recorded(ExecutionType.JOB, "j1", RECORDED));

        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
    }

    @Test
    void severalWeightedAssetsStayInOneRow() {
        AttributionContext assets = AttributionContext.builder()
                .job("j")
                .asset("a", 3)
                .asset("b", 1)
                .build();
        List<LedgerRow> rows = Bill.of(warehouseUsage("u1", "w1").during("10:00", "11:00"), aDollar(), aStatement())
                .with(recorded(ExecutionType.STATEMENT, "s1", assets))
                .attribute()
                .rows()
                .stream()
                .filter(row -> row.executionType() == ExecutionType.STATEMENT)
                .toList();

        assertEquals(1, rows.size());
        assertEquals(List.of("a", "b"), rows.get(0).identity().context().assets());
    }

    @Test
    void orderDuplicationAndBatchingOfRecordingsDoNotMatter() {
        forAll(50, random -> {
            List<Fact> recordings = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                AttributionContext.Builder context = AttributionContext.builder();
                context.run("r" + random.nextInt(2)).orchestrator("o" + random.nextInt(2));
                context.opaqueId(random.nextInt(8) == 0 ? "other" : random.nextInt(3) == 0 ? null : "same");
                recordings.addAll(recordedIn(random.nextBoolean() ? "" : WORKSPACE, "s1", context.build())
                        .facts());
                recordings.addAll(
                        session("q1", "10:00", "10:20", context.build()).facts());
            }
            Bill bill = Bill.of(
                    warehouseUsage("u1", "w1").during("10:00", "11:00"),
                    aDollar(),
                    aStatement().session("q1"),
                    statement("s2", "10:05", "10:10").onWarehouse("w1").session("q1"));
            List<Fact> once = new ArrayList<>(bill.facts());
            once.addAll(recordings);
            List<Fact> twice = new ArrayList<>(once);
            twice.addAll(recordings);
            Collections.shuffle(twice, new Random(random.nextLong()));

            assertEquals(
                    bill.withFacts(once).attribute().rows(),
                    bill.withFacts(twice).attribute().rows());
        });
    }

    private static StatementFixture aStatement() {
        return statement("s1", "10:00", "10:10").onWarehouse("w1").by("eve").worked(1000);
    }

    private static LedgerRow statementRow(StatementFixture statement, Evidence... more) {
        return Bill.of(warehouseUsage("u1", "w1").during("10:00", "11:00"), aDollar(), statement)
                .with(more)
                .attribute()
                .rows()
                .stream()
                .filter(row -> row.executionType() == ExecutionType.STATEMENT)
                .findFirst()
                .orElseThrow();
    }

    private static LedgerRow row(Evidence... parts) {
        List<LedgerRow> rows = Bill.of(aDollar()).with(parts).attribute().rows();
        assertEquals(1, rows.size(), rows.toString());
        return rows.get(0);
    }

    private static AttributionContext context(String opaqueId) {
        return AttributionContext.builder().opaqueId(opaqueId).build();
    }

    private static Evidence recorded(ExecutionType type, String id, AttributionContext context) {
        return Fact.of(new RecordedExecution(WORKSPACE, type, id, null, aStatementSpan(), context));
    }

    private static Evidence recordedIn(String workspace, String id, AttributionContext context) {
        return Fact.of(new RecordedExecution(workspace, ExecutionType.STATEMENT, id, null, aStatementSpan(), context));
    }

    private static Evidence session(String session, String start, String end, AttributionContext context) {
        Statement span = (Statement) statement("x", start, end).facts().get(0).value();
        return Fact.of(new RecordedExecution(WORKSPACE, ExecutionType.STATEMENT, null, session, span.span(), context));
    }

    private static TimeSpan aStatementSpan() {
        return ((Statement) aStatement().facts().get(0).value()).span();
    }
}
