package dev.costinsights.host.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UnattributedReason;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WorkContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What people see of a ledger, compared with files. {@code -Dgolden.write=true} writes them anew; look at the difference
 * before you commit it.
 */
final class SummaryReportTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final LedgerSummary summary = new LedgerSummary();

    @Test
    void narrowTerminal() throws IOException {
        assertGolden("summary-80.txt", ReportFormat.TABLE.render(tables(), 80, Style.PLAIN));
    }

    @Test
    void wideTerminal() throws IOException {
        assertGolden("summary-140.txt", ReportFormat.TABLE.render(tables(), 140, Style.PLAIN));
    }

    @Test
    void colour() throws IOException {
        assertGolden("summary-140-color.txt", ReportFormat.TABLE.render(tables(), 140, Style.COLOR));
    }

    @Test
    void json() throws IOException {
        assertGolden("summary.json", ReportFormat.JSON.render(tables(), 80, Style.PLAIN));
    }

    @Test
    void csv() throws IOException {
        assertGolden("summary.csv", ReportFormat.CSV.render(tables(), 80, Style.PLAIN));
    }

    @Test
    void markdown() throws IOException {
        assertGolden("summary.md", ReportFormat.MD.render(tables(), 80, Style.PLAIN));
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int columns : List.of(72, 80, 100)) {
            ReportFormat.TABLE
                    .render(tables(), columns, Style.PLAIN)
                    .lines()
                    .forEach(line -> assertTrue(TextWidth.of(line) <= columns, () -> columns + ": " + line));
        }
    }

    @Test
    void sentences_go_on_in_further_lines_and_lose_no_word() {
        String fix = "set COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID, and DATABRICKS_HOST with a login";
        List<Table> doctor = List.of(Table.of("findings", "Findings", "subject", "status", "detail", "fix", "n")
                .row(
                        Cell.text("workspace"),
                        Cell.text("WARN"),
                        Cell.text("no workspace is configured, so there is nothing to backfill from"),
                        Cell.text(fix),
                        Cell.count(7))
                .row(Cell.text("java"), Cell.text("OK"), Cell.text("Java 17"), Cell.text(""), Cell.count(8))
                .build());
        assertEquals("""
                Findings
                 SUBJECT    STATUS  DETAIL                       FIX                           N
                 workspace  WARN    no workspace is configured,  set                           7
                                    so there is nothing to       COST_INSIGHTS_DATABRICKS_WAR
                                    backfill from                EHOUSE_ID, and
                                                                 DATABRICKS_HOST with a login
                 java       OK      Java 17                      -                             8
                """, ReportFormat.TABLE.render(doctor, 80, Style.PLAIN));
        String wide = ReportFormat.TABLE.render(doctor, Integer.MAX_VALUE, Style.PLAIN);
        assertTrue(wide.contains(fix), wide);
    }

    @Test
    void a_column_of_numbers_stands_on_the_right_whatever_its_first_row_has() {
        List<Table> tables = List.of(Table.of("t", "T", "name", "lag_hours")
                .row(Cell.text("a"), Cell.text(""))
                .row(Cell.text("b"), Cell.count(1234))
                .build());
        assertEquals("""
                T
                 NAME  LAG HOURS
                 a             -
                 b         1,234
                """, ReportFormat.TABLE.render(tables, 80, Style.PLAIN));
        assertTrue(ReportFormat.MD.render(tables, 80, Style.PLAIN).contains("|---|---:|"));
    }

    @Test
    void names_of_others_are_no_markup_in_markdown() {
        Table table = Table.of("t", "T", "name")
                .row(Cell.text("A|B\\|C <script>&[x](y)`*"))
                .build();
        String markdown = ReportFormat.MD.render(List.of(table), 80, Style.PLAIN);
        assertTrue(markdown.contains("| A\\|B\\\\\\|C &lt;script>&amp;\\[x](y)\\`\\* |"), markdown);
    }

    @Test
    void the_end_of_a_path_is_not_cut() {
        Table table = Table.of("t", "T", "file")
                .row(Cell.text("/some/quite/long/folder/of/a/finops/team/october/ledger.parquet"))
                .build();
        String text = ReportFormat.TABLE.render(List.of(table), 40, Style.PLAIN);
        assertEquals(
                "/some/quite/long/folder/of/a/finops/team/october/ledger.parquet",
                text.lines().skip(2).map(String::strip).collect(Collectors.joining()));
    }

    @Test
    void jobs_of_one_name_and_cost_are_ordered_by_their_orchestrator() {
        LedgerSummary summary = new LedgerSummary();
        LedgerSummary.OfCurrency rows = new LedgerSummary.OfCurrency();
        List<String> orchestrators = new ArrayList<>(List.of("airflow", "argo", "dagster", "dbt", "prefect"));
        orchestrators.add(0, null);
        for (String orchestrator : orchestrators) {
            Total total = new Total();
            total.add(Int128.of(5));
            rows.jobs.put(new LedgerSummary.Job(orchestrator, "nightly"), total);
        }
        summary.currencies().put("USD", rows);
        AttributionResult nothing = new AttributionResult(List.of(), 0, 0, 0, 0, Instant.EPOCH);
        assertEquals(
                List.of("", "airflow", "argo", "dagster", "dbt"),
                new SummaryTables(summary, nothing)
                        .topJobs(5).rows().stream().map(row -> row.get(1).raw()).toList());
    }

    @Test
    void without_any_usage_there_is_no_moment_of_knowledge() {
        AttributionResult nothing = new AttributionResult(List.of(), 0, 0, 0, 0, Instant.EPOCH);
        Table run = new SummaryTables(new LedgerSummary(), nothing).run(List.of());
        assertTrue(run.rows().contains(List.of(Cell.text("as of"), Cell.text(""))), run::toString);
    }

    @Test
    void totalsAreExactAtAnySize() {
        Total total = new Total();
        total.add(Int128.of(Long.MAX_VALUE));
        total.add(Int128.of(Long.MAX_VALUE));
        total.add(new Int128(5, 7));
        total.add(Int128.of(Long.MIN_VALUE));
        total.add(Int128.of(Long.MIN_VALUE));
        assertEquals(new BigDecimal("92233720368547758085"), total.decimal(0));
    }

    private static void assertGolden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file, StandardCharsets.UTF_8), actual);
    }

    private List<Table> tables() {
        Charge dollars = charge("wh-0a1b2c3d4e5f6071", "USD", PriceSource.LIST);
        Charge euros = charge("wh-77", "EUR", PriceSource.CONTRACT);
        Charge unpriced = charge("", "", PriceSource.NONE);
        allocated(
                dollars,
                "nightly_refresh_of_the_whole_customer_mart_with_a_name_beyond_reason",
                "1234567.891234567891");
        allocated(dollars, "日次バッチ処理", "98765.4");
        allocated(dollars, "bi\u001b[31m|refresh", "0.005");
        add(dollars, Category.IDLE, "TAIL", Identity.NONE, AmountBasis.NONE, "250.255");
        add(dollars, Category.IDLE, "NO_QUERY", Identity.NONE, AmountBasis.NONE, "3999.5");
        add(dollars, Category.UNATTRIBUTED, "OBJECT_UNKNOWN", Identity.NONE, AmountBasis.NONE, "12");
        add(dollars, Category.OVERHEAD, null, Identity.NONE, AmountBasis.NONE, "-7.5");
        allocated(euros, "日次バッチ処理", "42");
        add(unpriced, Category.UNPRICED, null, Identity.NONE, AmountBasis.NONE, "0");
        AttributionResult result = new AttributionResult(
                List.of(reconciled("EUR", "42"), reconciled("USD", "1337587.551234567891"), reconciled("", "0")),
                1_234_567,
                9,
                2,
                0,
                Instant.parse("2026-11-05T00:00:00Z"));
        SummaryTables tables = new SummaryTables(summary, result);
        assertTrue(tables.hasReason(UnattributedReason.OBJECT_UNKNOWN));
        assertFalse(tables.hasReason(UnattributedReason.REGION_NOT_READ));
        return List.of(
                tables.billed(),
                tables.byCategory(),
                tables.topJobs(2),
                tables.coverage(),
                tables.idle(10),
                tables.unattributed(),
                tables.unpriced(),
                tables.run(List.of(Path.of("/out/ledger.parquet"))));
    }

    private void allocated(Charge charge, String job, String cost) {
        AttributionContext context =
                AttributionContext.builder().orchestrator("dagster").job(job).build();
        Identity identity = new Identity(context, IdentityBasis.EXEC_TAG, List.of());
        add(charge, Category.ALLOCATED, null, identity, AmountBasis.ALLOCATED_WORK, cost);
    }

    private void add(
            Charge charge, Category category, String detail, Identity identity, AmountBasis basis, String cost) {
        Int128 units = Int128.unscaled(new BigDecimal(cost), Charge.COST_SCALE);
        summary.row(new LedgerRow(
                charge,
                category,
                detail,
                ExecutionType.STATEMENT,
                "x",
                WorkContext.UNKNOWN,
                identity,
                basis,
                Int128.unscaled(new BigDecimal("2.5"), Charge.QUANTITY_SCALE),
                units,
                units,
                Int128.ZERO,
                Set.of()));
    }

    private static Charge charge(String warehouse, String currency, PriceSource source) {
        return new Charge(
                "record",
                0,
                UsageOrigin.builder()
                        .accountId("account")
                        .workspaceId("610")
                        .skuName("SKU")
                        .usageUnit("DBU")
                        .build(),
                RecordType.ORIGINAL,
                LocalDate.of(2026, 10, 1),
                new TimeSpan(0, TimeSpan.SECOND),
                new Resource(ResourceType.WAREHOUSE, warehouse),
                Int128.ZERO,
                currency,
                Int128.ZERO,
                Int128.ZERO,
                source,
                ChargeStatus.SETTLED,
                Set.of());
    }

    private static ReconciliationRow reconciled(String currency, String billed) {
        Int128 units = Int128.unscaled(new BigDecimal(billed), Charge.COST_SCALE);
        return new ReconciliationRow(
                LocalDate.of(2026, 10, 1),
                "610",
                "SKU",
                "DBU",
                currency,
                Int128.ZERO,
                units,
                units,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                1,
                1);
    }
}
