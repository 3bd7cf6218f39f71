package dev.costinsights.host.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A ledger of two months of a small company, as a table in DuckDB: jobs with odd names, a warehouse that was idle too, amounts
 * with all their decimals, a second currency, and usage without a price. The same rows every time.
 */
final class SampleLedger {

    static final LocalDate FIRST = LocalDate.of(2026, 8, 31);
    static final LocalDate END = LocalDate.of(2026, 11, 1);

    /** Would run if a page took it for markup. */
    static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";

    /** A spreadsheet would take it for a formula. */
    static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"a\")";

    /** Has everything in it that separates filters. */
    static final String SEPARATORS = "a,b;c=d\\e!=f";

    private static final List<String> JOBS = List.of(
            "nightly_etl",
            "pricing_export",
            HOSTILE,
            FORMULA,
            SEPARATORS,
            "gdpr_erasure",
            "hourly_sessions",
            "marketing_attribution",
            "inventory_sync",
            "customer_360",
            "ledger_close");

    private static final int COST_DECIMALS = 12;

    private final SplittableRandom random = new SplittableRandom(11);
    private final List<String> rows = new ArrayList<>();

    private SampleLedger() {}

    /** Makes the table {@code ledger}. */
    static void create(Statement statement) throws SQLException {
        statement.execute("""
                CREATE TABLE ledger (usage_record_id VARCHAR, part INTEGER, usage_date DATE, charge_start TIMESTAMP,
                charge_end TIMESTAMP, account_id VARCHAR, workspace_id VARCHAR, cloud VARCHAR, sku_name VARCHAR,
                usage_unit VARCHAR, product VARCHAR, record_type VARCHAR, resource_type VARCHAR, resource_id VARCHAR,
                category VARCHAR, detail VARCHAR, execution_type VARCHAR, execution_id VARCHAR, job_id VARCHAR,
                job_run_id VARCHAR, task_key VARCHAR, pipeline_id VARCHAR, update_id VARCHAR, notebook_id VARCHAR,
                bundle VARCHAR, principal VARCHAR, opaque_id VARCHAR, orchestrator VARCHAR, orchestrator_job VARCHAR,
                orchestrator_run VARCHAR, asset VARCHAR, amount_basis VARCHAR, identity_basis VARCHAR,
                quantity DECIMAL(38,18), list_cost DECIMAL(38,12), effective_cost DECIMAL(38,12),
                idle_cost DECIMAL(38,12), currency VARCHAR, price_source VARCHAR, status VARCHAR, flags VARCHAR)""");
        SampleLedger ledger = new SampleLedger();
        for (LocalDate date = FIRST; date.isBefore(END); date = date.plusDays(1)) {
            ledger.day(date);
        }
        statement.execute("INSERT INTO ledger VALUES " + String.join(",", ledger.rows));
    }

    private void day(LocalDate date) {
        String warehouse = "warehouse-" + date.getDayOfMonth() % 2;
        for (int i = 0; i < JOBS.size(); i++) {
            String job = JOBS.get(i);
            String run = "run-" + i + '-' + date;
            String context =
                    "'opaque-" + i + "', 'dagster', " + literal(job) + ", '" + run + "', 'asset-" + i % 3 + "'";
            BigDecimal cost = cost(2_000 / (i + 1) + (date.getMonthValue() == 10 ? 70 * i : 0));
            row(
                    "job-" + i + '-' + date,
                    date,
                    "JOBS_COMPUTE",
                    "JOBS', 'ORIGINAL', 'CLUSTER', 'cluster-" + i,
                    "'DIRECT', NULL, 'JOB_RUN', 'exec-" + i + '-' + date + "', 'j" + i + "', 'jr-" + i + '-' + date
                            + "', NULL, NULL, NULL, NULL, NULL, 'etl@example.com', " + context
                            + ", 'BILLED_ID', 'EXEC_TAG'",
                    cost,
                    "USD");
            row(
                    "sql-" + date,
                    date,
                    "SQL_COMPUTE",
                    "SQL', 'ORIGINAL', 'WAREHOUSE', '" + warehouse,
                    "'ALLOCATED', NULL, 'STATEMENT', 'stmt-" + i + '-' + date
                            + "', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'etl@example.com', " + context
                            + ", 'ALLOCATED_WORK', 'HANDLE'",
                    cost(300),
                    "USD");
        }
        String nobody = ", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ";
        String sql = "SQL', 'ORIGINAL', 'WAREHOUSE', '" + warehouse;
        row("sql-" + date, date, "SQL_COMPUTE", sql, "'IDLE', 'TAIL'" + nobody + "'NONE', 'NONE'", cost(2_500), "USD");
        String platform = "DEFAULT_STORAGE', 'ORIGINAL', 'SERVERLESS', '";
        row("ovh-" + date, date, "STORAGE", platform, "'OVERHEAD', NULL" + nobody + "'NONE', 'NONE'", cost(90), "USD");
        row("una-" + date, date, "X", platform, "'UNATTRIBUTED', 'NO_ID'" + nobody + "'NONE', 'NONE'", cost(9), "USD");
        row("eur-" + date, date, "STORAGE", platform, "'OVERHEAD', NULL" + nobody + "'NONE', 'NONE'", cost(9), "EUR");
        row("new-" + date, date, "PREVIEW", platform, "'UNPRICED', NULL" + nobody + "'NONE', 'NONE'", null, null);
    }

    private void row(
            String record, LocalDate date, String sku, String product, String who, BigDecimal cost, String currency) {
        BigDecimal effective = cost == null
                ? null
                : cost.multiply(new BigDecimal("0.8")).setScale(COST_DECIMALS, RoundingMode.HALF_EVEN);
        rows.add("('" + record + "', 0, DATE '" + date + "', TIMESTAMP '" + date + " 10:00:00', TIMESTAMP '" + date
                + " 11:00:00', 'account', 'ws-1', 'AWS', '" + sku + "', 'DBU', '" + product + "', " + who + ", 1.5, "
                + cost + ", " + effective + ", 0, " + (currency == null ? "NULL, 'NONE'" : "'" + currency + "', 'LIST'")
                + ", 'SETTLED', NULL)");
    }

    /** Up to so many units, with all decimals. */
    private BigDecimal cost(int most) {
        return new BigDecimal(BigInteger.valueOf(random.nextLong(most * 1_000_000_000_000L / 100)), COST_DECIMALS);
    }

    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
