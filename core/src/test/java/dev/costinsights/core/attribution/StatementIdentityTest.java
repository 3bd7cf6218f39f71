package dev.costinsights.core.attribution;

import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.job;
import static dev.costinsights.core.oracle.Fixtures.run;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.task;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Evidence;
import dev.costinsights.core.oracle.StatementFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On whose behalf a statement ran, by the rank of what says so. */
class StatementIdentityTest {

    private static final String ID_KEY = "dagster_snowflake_opaque_id";
    private static final String DBT =
            "/* {\"app\": \"dbt\", \"node_id\": \"model.shop.orders\", \"invocation_id\": \"i-9\"} */";

    @Test
    void queryTagsComeFirst() {
        LedgerRow row = attributed(aStatement()
                .tag(ID_KEY, "tagged")
                .comment("-- databricks_dagster_dbt_v1_opaque_id[[[commented]]]")
                .source(ofRun("j1", "r1")));

        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
        assertEquals("tagged", row.identity().context().opaqueId());
        assertEquals("j1", row.context().jobId());
        assertEquals("r1", row.context().jobRunId());
    }

    @Test
    void theJobRunOfItsSourceLendsItsIdentity() {
        LedgerRow row = attributed(
                aStatement().source(ofRun("j1", "r1")),
                run("r1").during("10:00", "11:00").parameter(ID_KEY, "run's"),
                job("j1", "2026-09-01T00:00", "job", Map.of(ID_KEY, "job's")));

        assertEquals(IdentityBasis.QUERY_SOURCE, row.identity().basis());
        assertEquals("run's", row.identity().context().opaqueId());
    }

    @Test
    void aSourceThatNamesOnlyATaskRunLeadsToItsRun() {
        LedgerRow row = attributed(
                aStatement().source(new QuerySource(null, null, "t1", null, null, null, null, null, null, null)),
                run("r1").during("10:00", "11:00").parameter(ID_KEY, "run's"),
                task("t1", "r1").during("10:00", "11:00"));

        assertEquals(IdentityBasis.QUERY_SOURCE, row.identity().basis());
        assertEquals("run's", row.identity().context().opaqueId());
    }

    @Test
    void aSourceWithoutAContextDecidesTheBasisAndTheNextRankTheContext() {
        LedgerRow row = attributed(aStatement()
                .source(ofRun("j1", "r1"))
                .comment("-- databricks_dagster_dbt_v1_opaque_id[[[commented]]]"));

        assertEquals(IdentityBasis.QUERY_SOURCE, row.identity().basis());
        assertEquals("commented", row.identity().context().opaqueId());
    }

    @Test
    void aSourceDecidesTheBasisEvenWithoutAnyContext() {
        LedgerRow row = attributed(aStatement().source(ofRun("j1", "r1")));

        assertEquals(IdentityBasis.QUERY_SOURCE, row.identity().basis());
        assertNull(row.identity().context());
    }

    @Test
    void anEmptySourceSaysNothing() {
        LedgerRow row = attributed(aStatement().comment("-- databricks_dagster_dbt_v1_opaque_id[[[commented]]]"));

        assertEquals(IdentityBasis.SQL_COMMENT, row.identity().basis());
        assertEquals("commented", row.identity().context().opaqueId());
    }

    @Test
    void dbtNamesItsNodeAndInvocationInAComment() {
        LedgerRow row = attributed(aStatement().comment(DBT));

        assertEquals(IdentityBasis.SQL_COMMENT, row.identity().basis());
        assertEquals(List.of("model.shop.orders"), row.identity().context().assets());
        assertEquals("i-9", row.identity().context().run());
        assertEquals("dbt", row.identity().context().orchestrator());
    }

    @Test
    void dbtStepsBackBehindAnotherOrchestrator() {
        LedgerRow row = attributed(aStatement()
                .tag(ID_KEY, "tagged")
                .tag("dagster_job_name", "nightly")
                .tag("@@dbt_model_name", "orders"));

        assertEquals("dagster", row.identity().context().orchestrator());
        assertEquals("nightly", row.identity().context().job());
        assertEquals(List.of("orders"), row.identity().context().assets());
    }

    @Test
    void tagsOfTheWarehouseComeAfterTheComment() {
        Bill bill = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1").tag("dagster_job_name", "warehouse's"),
                aStatement(),
                aStatement("s2").comment("-- databricks_dagster_dbt_v1_opaque_id[[[commented]]]"));

        LedgerRow plain = bill.attribute().row("s1");

        assertEquals(IdentityBasis.BILL_TAG, plain.identity().basis());
        assertEquals("warehouse's", plain.identity().context().job());
        assertEquals(
                IdentityBasis.SQL_COMMENT, bill.attribute().row("s2").identity().basis());
    }

    @Test
    void twoIdsInItsTagsAreAmbiguousAndTheCommentDecides() {
        LedgerRow row = attributed(aStatement()
                .tag(ID_KEY, "b")
                .tag("cost_insights_opaque_id", "a")
                .comment("-- databricks_dagster_dbt_v1_opaque_id[[[c]]]"));

        assertEquals(IdentityBasis.SQL_COMMENT, row.identity().basis());
        assertEquals("c", row.identity().context().opaqueId());
        assertTrue(row.flags().contains(Flag.AMBIGUOUS_IDENTITY));
        assertEquals(
                List.of("a", "b"), row.identity().candidates().stream().sorted().toList());
    }

    @Test
    void theOneWhoExecutedItIsKnownAtLeast() {
        LedgerRow row = attributed(aStatement());

        assertEquals(IdentityBasis.RUN_AS, row.identity().basis());
        assertEquals("eve", row.context().principal());
    }

    @Test
    void aTaskRunKnowsItsJobWhereTheRunIsNotInTheTimeline() {
        LedgerRow row = attributed(
                aStatement().source(new QuerySource(null, null, "t1", null, null, null, null, null, null, null)),
                task("t1", "r1").during("10:00", "11:00"),
                job("j1", "2026-09-01T00:00", "job", Map.of(ID_KEY, "job's")));

        assertEquals("j1", row.context().jobId());
        assertEquals("job's", row.identity().context().opaqueId());
    }

    @Test
    void aSourceThatDisagreesWithItselfIsPassedOver() {
        LedgerRow row = attributed(
                aStatement().source(ofRun("j1", "r1")).comment("-- databricks_dagster_dbt_v1_opaque_id[[[commented]]]"),
                run("r1")
                        .during("10:00", "11:00")
                        .parameter(ID_KEY, "one")
                        .parameter("cost_insights_opaque_id", "two"));

        assertEquals(IdentityBasis.SQL_COMMENT, row.identity().basis());
        assertEquals("commented", row.identity().context().opaqueId());
        assertTrue(row.flags().contains(Flag.AMBIGUOUS_IDENTITY));
    }

    @Test
    void anAssetAloneHidesNeitherTheCommentsIdNorTheJobRuns() {
        LedgerRow commented = attributed(aStatement()
                .tag("@@dbt_model_name", "orders")
                .comment("-- databricks_dagster_dbt_v1_opaque_id[[[OID1]]]"));
        LedgerRow launched = attributed(
                aStatement().tag("@@dbt_model_name", "orders").source(ofRun("j1", "r1")),
                run("r1")
                        .during("10:00", "11:00")
                        .parameter(ID_KEY, "OID-R1")
                        .parameter("dagster_job_name", "nightly")
                        .parameter("dagster_run_id", "d1"));

        assertEquals("OID1", commented.identity().context().opaqueId());
        assertEquals(List.of("orders"), commented.identity().context().assets());
        assertEquals("dagster", commented.identity().context().orchestrator());
        assertEquals(IdentityBasis.SQL_COMMENT, commented.identity().basis());
        assertEquals("OID-R1", launched.identity().context().opaqueId());
        assertEquals("nightly", launched.identity().context().job());
        assertEquals("d1", launched.identity().context().run());
        assertEquals(List.of("orders"), launched.identity().context().assets());
        assertEquals(IdentityBasis.QUERY_SOURCE, launched.identity().basis());
    }

    @Test
    void anAssetThatNobodyBelowKnowsTheWorkOfKeepsItsBasis() {
        LedgerRow row = attributed(aStatement().tag("@@dbt_model_name", "orders"));

        assertEquals(List.of("orders"), row.identity().context().assets());
        assertEquals(IdentityBasis.EXEC_TAG, row.identity().basis());
    }

    @Test
    void anOrchestratorAloneGivesWayToThatOfTheWork() {
        LedgerRow row = attributed(
                aStatement().tag("cost_insights_orchestrator", "airflow").source(ofRun("j1", "r1")),
                run("r1").during("10:00", "11:00").parameter(ID_KEY, "run's"));

        assertEquals("run's", row.identity().context().opaqueId());
        assertEquals("dagster", row.identity().context().orchestrator());
    }

    @Test
    void whatTheBillsTagsFillDependsOnTheBill() {
        Bill bill = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1")
                        .during("10:00", "11:00")
                        .tag(ID_KEY, "first")
                        .tag("dagster_job_name", "x"),
                warehouseUsage("u2", "w1")
                        .during("11:00", "12:00")
                        .tag(ID_KEY, "second")
                        .tag("dagster_job_name", "x"),
                statement("s1", "10:00", "12:00").onWarehouse("w1").worked(1).tag("@@dbt_model_name", "orders"),
                statement("s2", "10:00", "12:00").onWarehouse("w1").worked(1).tag("dagster_job_name", "x"));

        List<String> ids = bill.attribute().rows().stream()
                .filter(row -> row.executionId() != null)
                .map(row -> row.executionId() + " " + row.identity().context().opaqueId() + " "
                        + row.identity().basis())
                .toList();

        assertEquals(
                List.of("s1 first BILL_TAG", "s2 first EXEC_TAG", "s1 second BILL_TAG", "s2 second EXEC_TAG"), ids);
    }

    private static StatementFixture aStatement() {
        return aStatement("s1");
    }

    private static StatementFixture aStatement(String id) {
        return statement(id, "10:00", "11:00").onWarehouse("w1").worked(1).by("eve");
    }

    private static QuerySource ofRun(String jobId, String runId) {
        return new QuerySource(jobId, runId, null, null, null, null, null, null, null, null);
    }

    private static LedgerRow attributed(StatementFixture statement, Evidence... evidence) {
        return Bill.of(aDollar(), warehouseUsage("u1", "w1").ownedBy("owner"), statement)
                .with(evidence)
                .attribute()
                .row("s1");
    }
}
