package dev.costinsights.core.attribution;

import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.job;
import static dev.costinsights.core.oracle.Fixtures.pipeline;
import static dev.costinsights.core.oracle.Fixtures.run;
import static dev.costinsights.core.oracle.Fixtures.runUsage;
import static dev.costinsights.core.oracle.Fixtures.task;
import static dev.costinsights.core.oracle.Fixtures.updateByJob;
import static dev.costinsights.core.oracle.Fixtures.updateUsage;
import static dev.costinsights.core.oracle.Fixtures.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.oracle.Bill;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On whose behalf job runs, pipelines and notebooks ran, by the rank of what says so. */
class IdentityTest {

    private static final String JOB_KEY = "dagster_job_name";
    private static final String ID_KEY = "dagster_snowflake_opaque_id";

    private static final Bill RUN = Bill.of(aDollar(), runUsage("u1", "r1").runAs("ann"));

    @Test
    void theJobsTagsAsOfTheChargesStartNameTheOrchestratorsJob() {
        Bill bill = RUN.with(
                job("j1", "2026-09-01T00:00", "old", Map.of(JOB_KEY, "before")),
                job("j1", "10:00", "renamed", Map.of(JOB_KEY, "then")),
                job("j1", "10:30", "renamed again", Map.of(JOB_KEY, "after")));

        LedgerRow row = bill.attribute().row();

        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
        assertEquals("then", row.identity().context().job());
        assertEquals("dagster", row.identity().context().orchestrator());
    }

    @Test
    void beforeTheFirstVersionTheFirstOneAfterHolds() {
        Bill bill = RUN.with(
                job("j1", "2026-10-20T00:00", "later", Map.of(JOB_KEY, "later")),
                job("j1", "2026-10-10T00:00", "first", Map.of(JOB_KEY, "first")));

        assertEquals("first", bill.attribute().row().identity().context().job());
    }

    @Test
    void parametersOfTheRunComeBeforeTagsOfTheJob() {
        Bill bill = RUN.with(
                run("r1").during("10:00", "11:00").parameter("cost_insights_job", "by parameter"),
                job("j1", "2026-09-01T00:00", "job", Map.of(JOB_KEY, "by tag")));

        assertEquals("by parameter", bill.attribute().row().identity().context().job());
        assertEquals(IdentityBasis.EXEC_TAG, bill.attribute().row().identity().basis());
    }

    @Test
    void theNameOfAOneTimeRunCarriesAnOpaqueId() {
        Bill bill = RUN.with(run("r1").during("10:00", "11:00").name("nightly [cost_insights:abc-1]"));

        assertEquals("abc-1", bill.attribute().row().identity().context().opaqueId());
    }

    @Test
    void anIdAloneIsCompletedByWhatNamesTheSameIdBelow() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").tag(ID_KEY, "abc-1").tag(JOB_KEY, "nightly"),
                run("r1").during("10:00", "11:00").name("load [cost_insights:abc-1]"));

        LedgerRow row = bill.attribute().row();

        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
        assertEquals("abc-1", row.identity().context().opaqueId());
        assertEquals("nightly", row.identity().context().job());
    }

    @Test
    void anIdAloneIsNotCompletedByWhatNamesAnotherId() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").tag(ID_KEY, "other").tag(JOB_KEY, "nightly"),
                run("r1").during("10:00", "11:00").name("load [cost_insights:abc-1]"));

        assertEquals("abc-1", bill.attribute().row().identity().context().opaqueId());
        assertNull(bill.attribute().row().identity().context().job());
    }

    @Test
    void aJobAloneIsCompletedByWhatNamesTheSameJobBelow() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1")
                        .tag(ID_KEY, "B")
                        .tag(JOB_KEY, "J")
                        .tag("dagster_run_id", "dr1")
                        .tag("dagster_asset_key", "a/b"),
                job("j1", "2026-09-01T00:00", "job", Map.of(JOB_KEY, "J")));

        LedgerRow row = bill.attribute().row();

        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
        assertEquals("B", row.identity().context().opaqueId());
        assertEquals("J", row.identity().context().job());
        assertEquals("dr1", row.identity().context().run());
        assertEquals(List.of("a/b"), row.identity().context().assets());
    }

    @Test
    void aJobAloneIsNotCompletedByWhatNamesAnotherJobOrAnotherRun() {
        Bill another = Bill.of(
                aDollar(),
                runUsage("u1", "r1").tag(ID_KEY, "B").tag(JOB_KEY, "K"),
                job("j1", "2026-09-01T00:00", "job", Map.of(JOB_KEY, "J")));
        Bill again = Bill.of(
                aDollar(),
                runUsage("u1", "r1").tag(ID_KEY, "B").tag(JOB_KEY, "J").tag("dagster_run_id", "2"),
                run("r1").during("10:00", "11:00").parameter(JOB_KEY, "J").parameter("dagster_run_id", "1"));

        assertNull(another.attribute().row().identity().context().opaqueId());
        assertNull(again.attribute().row().identity().context().opaqueId());
        assertEquals("1", again.attribute().row().identity().context().run());
    }

    @Test
    void aDisagreementAboveTheRankThatNamesTheWorkIsFlagged() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").tag(ID_KEY, "B"),
                run("r1").during("10:00", "11:00").parameter("dagster_asset_key", "a"),
                job("j1", "2026-09-01T00:00", "job", Map.of(JOB_KEY, "x", "cost_insights_job", "y")));

        LedgerRow row = bill.attribute().row();

        assertEquals("B", row.identity().context().opaqueId());
        assertEquals(List.of("a"), row.identity().context().assets());
        assertEquals(IdentityBasis.BILL_TAG, row.identity().basis());
        assertEquals(List.of("x", "y"), row.identity().candidates());
    }

    @Test
    void aRedactedNameIsNobody() {
        LedgerRow row = Bill.of(
                        aDollar(), runUsage("u1", "r1").runAs("__REDACTED__").ownedBy("__REDACTED__"))
                .attribute()
                .row();

        assertEquals(IdentityBasis.NONE, row.identity().basis());
        assertNull(row.context().principal());
    }

    @Test
    void aStartedRunBelongsToTheRunThatStartedIt() {
        Bill bill = RUN.with(
                run("r0").job("j0").during("09:00", "11:00").parameter(ID_KEY, "parent"),
                task("t0", "r0").job("j0").during("09:30", "11:00"),
                run("r1").during("10:00", "11:00").startedByTask("t0"));

        LedgerRow row = bill.attribute().row();

        assertEquals("parent", row.identity().context().opaqueId());
        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
    }

    @Test
    void runsThatStartEachOtherBelongToNobody() {
        Bill bill = RUN.with(
                run("r1").during("10:00", "11:00").startedByTask("t2"),
                run("r2").during("10:00", "11:00").startedByTask("t1"),
                task("t1", "r1").during("10:00", "11:00"),
                task("t2", "r2").during("10:00", "11:00"));

        assertEquals(IdentityBasis.RUN_AS, bill.attribute().row("r1").identity().basis());
    }

    @Test
    void tagsOnTheBillComeAfterTagsOfTheJob() {
        Bill bill = Bill.of(aDollar(), runUsage("u1", "r1").tag(JOB_KEY, "billed"));

        assertEquals(IdentityBasis.BILL_TAG, bill.attribute().row().identity().basis());
        assertEquals("billed", bill.attribute().row().identity().context().job());

        Bill tagged = bill.with(job("j1", "2026-09-01T00:00", "job", Map.of(JOB_KEY, "job's")));

        assertEquals("job's", tagged.attribute().row().identity().context().job());
    }

    @Test
    void theOlderFormHasTheIdInItsKey() {
        Bill bill = Bill.of(aDollar(), runUsage("u1", "r1").tag("dagster_databricks_opaque_id:abc-2", "true"));

        assertEquals("abc-2", bill.attribute().row().identity().context().opaqueId());
    }

    @Test
    void dialectsFillEachOthersGaps() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1")
                        .tag(ID_KEY, "abc")
                        .tag("cost_insights_opaque_id", "abc")
                        .tag("cost_insights_run", "run 7")
                        .tag("cost_insights_orchestrator", "airflow"));

        LedgerRow row = bill.attribute().row();

        assertEquals("abc", row.identity().context().opaqueId());
        assertEquals("run 7", row.identity().context().run());
    }

    @Test
    void twoIdsOfOneRankAreAmbiguousAndTheNextRankDecides() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").tag(JOB_KEY, "billed"),
                job("j1", "2026-09-01T00:00", "job", Map.of(ID_KEY, "one", "cost_insights_opaque_id", "two")));

        LedgerRow row = bill.attribute().row();

        assertEquals(IdentityBasis.BILL_TAG, row.identity().basis());
        assertEquals("billed", row.identity().context().job());
        assertEquals(List.of("one", "two"), row.identity().candidates());
        assertTrue(row.flags().contains(Flag.AMBIGUOUS_IDENTITY));
    }

    @Test
    void whatSeveralCarriersDisagreeAboutIsListedOnce() {
        Map<String, String> both = Map.of(ID_KEY, "one", "cost_insights_opaque_id", "two");
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").tag(ID_KEY, "one").tag("cost_insights_opaque_id", "two"),
                job("j1", "2026-09-01T00:00", "job", both));

        assertEquals(List.of("one", "two"), bill.attribute().row().identity().candidates());
    }

    @Test
    void withoutAnyContextTheOneItRanAsIsKnown() {
        LedgerRow row = RUN.attribute().row();

        assertEquals(IdentityBasis.RUN_AS, row.identity().basis());
        assertNull(row.identity().context());
        assertEquals("ann", row.context().principal());
    }

    @Test
    void withNobodyKnownThereIsNoIdentity() {
        LedgerRow row = Bill.of(aDollar(), runUsage("u1", "r1")).attribute().row();

        assertEquals(IdentityBasis.NONE, row.identity().basis());
    }

    @Test
    void aPipelineIsNamedByItsTagsAsOfTheTime() {
        Bill bill = Bill.of(
                aDollar(),
                updateUsage("u1", "p1", "x1"),
                pipeline("p1", "2026-09-01T00:00", Map.of(JOB_KEY, "then")),
                pipeline("p1", "10:30", Map.of(JOB_KEY, "after")));

        LedgerRow row = bill.attribute().row();

        assertEquals("then", row.identity().context().job());
        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
        assertEquals("p1", row.context().pipelineId());
        assertEquals("x1", row.context().updateId());
    }

    @Test
    void aPipelineThatAJobStartsBelongsToTheJob() {
        Bill bill = Bill.of(
                aDollar(),
                updateUsage("u1", "p1", "x1"),
                updateByJob("p1", "x1", "j1", "t1"),
                run("r1").during("10:00", "11:00"),
                task("t1", "r1").during("10:00", "11:00"),
                job("j1", "2026-09-01T00:00", "job", Map.of(JOB_KEY, "starter")));

        LedgerRow row = bill.attribute().row();

        assertEquals(List.of("DIRECT PIPELINE_UPDATE x1 60"), bill.attribute().shares());
        assertEquals("starter", row.identity().context().job());
        assertEquals("j1", row.context().jobId());
    }

    @Test
    void aNotebookIsNamedByTheBillOnly() {
        Bill bill = Bill.of(
                aDollar(),
                usage("u1")
                        .product("INTERACTIVE")
                        .key(UsageKey.NOTEBOOK_ID, "n1")
                        .runAs("bob")
                        .tag("cost_insights_job", "exploration"));

        LedgerRow row = bill.attribute().row();

        assertEquals(IdentityBasis.BILL_TAG, row.identity().basis());
        assertEquals("exploration", row.identity().context().job());
        assertEquals("n1", row.context().notebookId());
        assertEquals("bob", row.context().principal());
    }

    @Test
    void otherIdsOnARecordDoNotLendItTheirIdentity() {
        Bill bill = Bill.of(
                aDollar(),
                usage("u1")
                        .product("MODEL_SERVING")
                        .key(UsageKey.ENDPOINT_ID, "e1")
                        .key(UsageKey.JOB_ID, "j1")
                        .runAs("ann"),
                updateUsage("u2", "p1", "x1").key(UsageKey.JOB_ID, "j1").key(UsageKey.JOB_RUN_ID, "r1"),
                job("j1", "2026-09-01T00:00", "job", Map.of(JOB_KEY, "job's")),
                pipeline("p1", "2026-09-01T00:00", Map.of(JOB_KEY, "pipeline's")));

        assertEquals(IdentityBasis.RUN_AS, bill.attribute().row("e1").identity().basis());
        assertEquals(
                "pipeline's", bill.attribute().row("x1").identity().context().job());
    }
}
