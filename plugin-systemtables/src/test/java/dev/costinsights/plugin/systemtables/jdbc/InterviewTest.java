package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.Finding;
import dev.costinsights.core.spi.Finding.Status;
import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceOptions;
import dev.costinsights.workspace.server.faults.TableState;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is undocumented and found out, and what it is said to mean. */
class InterviewTest {

    private static final LocalWorkspace WORKSPACE = Reader.start(WorkspaceOptions.small());

    @AfterEach
    void heal() {
        WORKSPACE.tables().clear();
    }

    @AfterAll
    static void stop() {
        WORKSPACE.close();
    }

    @Test
    void whatever_can_be_told_is_told_with_what_it_means() throws InterruptedException {
        run("'7'", "CRON");
        Map<String, Finding> findings = findings();
        says(findings, "record_ids", "each of 6 retractions has an id of its own");
        says(
                findings,
                "serverless_job_tags",
                "3 of 24 rows of serverless jobs carry tags; a context among them counts");
        says(findings, "run_by", "cannot be told from here: run_by is on no row");
        says(findings, "statement_ids", "none of 183 rows of SQL warehouses names a statement");
        says(findings, "without_workspace", "4 rows of the bill name no workspace, of 2 products");
        says(findings, "default_tags", "none of 361 rows of clusters and warehouses carries Databricks' default tags");
        says(findings, "currencies", "list prices come in EUR, USD; 1 SKUs have several");
        says(findings, "serverless_idle", "51 of 115 rows of serverless warehouses are for time without a single");
        says(findings, "trigger_types", "job runs were started by CRON, all of them documented");
        says(
                findings,
                "job_parameters",
                "job parameters stand below 1 different names, such as '7', 1 times the run's");
        says(findings, "account_prices", "system.billing.account_prices has 30 rows: effective cost is by them");
        says(findings, "attributed_usage", "system.billing.attributed_usage is readable and has no rows");
        says(findings, "cloud_infra_cost", "system.billing.cloud_infra_cost is readable and has no rows");
        findings.values().stream()
                .filter(finding -> finding.subject().startsWith("probe."))
                .forEach(finding -> assertEquals(Status.OK, finding.status(), finding.detail()));
    }

    @Test
    void what_breaks_an_assumption_of_the_method_is_a_warning() throws InterruptedException {
        WORKSPACE.tables().replaceColumn("billing.usage", "record_id", "'x'");
        warns(findings(), "record_ids", "1 of 1 retractions carry the id of another record");
        WORKSPACE
                .tables()
                .replaceColumn(
                        "billing.usage", "usage_metadata", "struct_insert(usage_metadata, dbsql_statement_id := 'x')");
        warns(findings(), "statement_ids", "183 of 183 rows of SQL warehouses name a statement");
    }

    @Test
    void a_bill_that_came_lately_for_days_long_ago_tells_nothing() throws InterruptedException {
        WORKSPACE.tables().replaceColumn("billing.usage", "usage_date", "DATE '2000-01-01'");
        Map<String, Finding> findings = findings();
        says(findings, "record_ids", "cannot be told from here: no row takes another one back");
        says(findings, "serverless_job_tags", "cannot be told from here: no serverless job is on the bill");
        says(findings, "run_by", "cannot be told from here: run_by is on no row");
        says(findings, "statement_ids", "cannot be told from here: no SQL warehouse is on the bill");
        says(findings, "default_tags", "cannot be told from here: no cluster or warehouse is on the bill");
        says(findings, "serverless_idle", "cannot be told from here: no serverless warehouse with statements");
    }

    @Test
    void columns_that_say_something_else_are_read_as_they_are() throws InterruptedException {
        WORKSPACE
                .tables()
                .replaceColumn(
                        "billing.usage",
                        "identity_metadata",
                        "{'run_as': identity_metadata.run_as, 'run_by': 'somebody'}");
        run("'day'", "TABLE");
        Map<String, Finding> findings = findings();
        says(findings, "run_by", "run_by is on 514 rows and differs from run_as on 514, of which 220 have no run_as");
        says(findings, "trigger_types", "job runs were started by TABLE; not documented: TABLE;");
        says(findings, "job_parameters", "such as 'day'; contexts are looked for below all of them");
        WORKSPACE.tables().replaceColumn("billing.usage", "custom_tags", "MAP {'ClusterId': 'x'}");
        says(findings(), "default_tags", "361 of 361 rows of clusters and warehouses carry Databricks' default tags");
    }

    @Test
    void what_is_absent_empty_or_denied_is_named() throws InterruptedException {
        WORKSPACE.tables().set("billing.usage", TableState.EMPTY);
        WORKSPACE.tables().set("query.history", TableState.DENIED);
        WORKSPACE.tables().set("lakeflow.job_run_timeline", TableState.ABSENT);
        WORKSPACE.tables().set("billing.account_prices", TableState.DENIED);
        WORKSPACE.tables().set("billing.cloud_infra_cost", TableState.ABSENT);
        Map<String, Finding> findings = findings();
        says(findings, "record_ids", "cannot be told from here: system.billing.usage has no row of the last 30 days");
        warns(findings, "trigger_types", "cannot be told from here: system.lakeflow.job_run_timeline is not there");
        warns(findings, "account_prices", "cannot be told from here: no right to read system.billing.account_prices");
        assertTrue(findings.get("probe.account_prices").fix().contains("GRANT SELECT ON TABLE system.billing"));
        says(findings, "cloud_infra_cost", "there is no system.billing.cloud_infra_cost here");
        WORKSPACE.tables().set("billing.usage", TableState.FILLED);
        warns(findings(), "serverless_idle", "cannot be told from here: system.query.history may not be read");
    }

    /** A run that the small workspace does not have. */
    private static void run(String outerKey, String trigger) {
        WORKSPACE
                .tables()
                .only(
                        "lakeflow.job_run_timeline",
                        "false UNION ALL BY NAME SELECT '7' AS run_id, '1' AS job_id, '" + trigger
                                + "' AS trigger_type, TIMESTAMPTZ '2026-10-31 10:00:00+00' AS period_start_time, MAP {"
                                + outerKey + ": MAP {'a': 'b'}} AS job_parameters");
    }

    private static void says(Map<String, Finding> findings, String probe, String detail) {
        String found = findings.get("probe." + probe).detail();
        assertTrue(found.contains(detail), found);
    }

    private static void warns(Map<String, Finding> findings, String probe, String detail) {
        says(findings, probe, detail);
        assertEquals(Status.WARN, findings.get("probe." + probe).status());
    }

    private static Map<String, Finding> findings() throws InterruptedException {
        return CheckupTest.findings(Reader.connection(WORKSPACE, WORKSPACE.host()));
    }
}
