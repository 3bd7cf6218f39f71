package dev.costinsights.host.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WorkContext;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BundleCostsTest {

    private static final TimeSpan WINDOW = new TimeSpan(0, TimeSpan.SECOND);

    private final DeployedCommits commits = new DeployedCommits();
    private BundleCosts costs = BundleCosts.byTarget(WINDOW);

    @Test
    void every_row_counts_for_its_bundle_or_for_none() {
        row("etl/prod", "1.000000000001");
        row("etl/prod", "2.000000000001");
        row("etl/dev", "0.5");
        row(null, "6.4");

        String csv = ReportFormat.CSV.render(List.of(costs.table()), 200, Style.PLAIN);

        for (String line : List.of(
                "bundle_costs,1,bundle,(no bundle)",
                "bundle_costs,1,list_cost,6.400000000000",
                "bundle_costs,2,target,dev",
                "bundle_costs,3,bundle,etl",
                "bundle_costs,3,target,prod",
                "bundle_costs,3,ledger_rows,2",
                "bundle_costs,3,list_cost,3.000000000002")) {
            assertTrue(csv.contains(line), () -> line + " in\n" + csv);
        }
        BigDecimal sum = csv.lines()
                .filter(line -> line.contains(",list_cost,"))
                .map(line -> new BigDecimal(line.substring(line.lastIndexOf(',') + 1)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(new BigDecimal("9.900000000002"), sum);
    }

    @Test
    void deployments_that_were_recorded_count_once_with_the_newest_commit() {
        row("etl/prod", "1");
        deployed(3, ExecutionOutcome.SUCCEEDED, "c3");
        deployed(1, ExecutionOutcome.SUCCEEDED, "c1");
        deployed(3, ExecutionOutcome.SUCCEEDED, "c3");
        deployed(5, ExecutionOutcome.FAILED, "c5");
        deployed(TimeSpan.SECOND, ExecutionOutcome.SUCCEEDED, "after the window");

        String csv = ReportFormat.CSV.render(List.of(costs.table()), 200, Style.PLAIN);

        assertTrue(csv.contains("bundle_costs,1,deployments,2\n"), csv);
        assertTrue(csv.contains("bundle_costs,1,git_commit,c3\n"), csv);
    }

    @Test
    void a_commit_costs_from_its_deployment_to_the_next_and_the_first_what_was_before_it() {
        costs = BundleCosts.byCommit(WINDOW, commits);
        linked("j", "etl", "c1", 100);
        linked("j", "etl", "c2", 200);
        row("etl/prod", "1", 50);
        row("etl/prod", "2", 199);
        row("etl/prod", "4", 200);
        row("etl/prod", "8", 999);
        row(null, "16", 300);

        assertEquals(List.of("  16", "etl c1 3", "etl c2 12"), byCommit());
    }

    @Test
    void a_recorded_deployment_names_the_commit_where_no_link_does() {
        costs = BundleCosts.byCommit(WINDOW, commits);
        deployed(100, ExecutionOutcome.SUCCEEDED, "c1");
        deployed(150, ExecutionOutcome.FAILED, "broken");
        deployed(200, ExecutionOutcome.SUCCEEDED, "c2");
        linked("j", "stock", "of another bundle", 0);
        row("etl/prod", "1", 199);
        row("etl/prod", "2", 200);

        assertEquals(List.of("etl c1 1", "etl c2 2"), byCommit());
        String csv = ReportFormat.CSV.render(List.of(costs.table()), 200, Style.PLAIN);
        assertTrue(csv.contains("bundle_costs,1,deployments,1\n"), csv);
    }

    @Test
    void an_unknown_commit_is_named_as_such() {
        costs = BundleCosts.byCommit(WINDOW, commits);
        linked("j", "etl", null, 0);
        row("etl/prod", "1", 10);

        assertEquals(List.of("etl (unknown commit) 1"), byCommit());
    }

    private List<String> byCommit() {
        return costs.table().rows().stream()
                .map(row -> (row.get(1).raw().startsWith("(") ? "" : row.get(1).raw()) + " "
                        + row.get(4).raw() + " "
                        + new BigDecimal(row.get(6).raw()).stripTrailingZeros().toPlainString())
                .toList();
    }

    private void linked(String job, String bundle, String commit, long sinceMicros) {
        commits.bundleLink(new BundleLink("610", ExecutionType.JOB, job, bundle, "prod", "main", commit, sinceMicros));
    }

    private void deployed(long atMicros, ExecutionOutcome outcome, String commit) {
        commits.andThen(costs)
                .accept(new ExecutionEvent(
                        ExecutionType.BUNDLE_DEPLOYMENT,
                        null,
                        ExecutionPhase.ENDED,
                        outcome,
                        atMicros,
                        1,
                        AttributionContext.EMPTY,
                        ExecutionPlace.UNKNOWN,
                        Map.of("bundle", "etl", "target", "prod", "git_commit", commit)));
    }

    private void row(String bundle, String cost) {
        row(bundle, cost, 0);
    }

    private void row(String bundle, String cost, long startMicros) {
        Int128 units = Int128.unscaled(new BigDecimal(cost), Charge.COST_SCALE);
        costs.row(new LedgerRow(
                charge(startMicros),
                Category.DIRECT,
                null,
                ExecutionType.JOB_RUN,
                "r",
                new WorkContext("j", "r", null, null, null, null, bundle, null),
                Identity.NONE,
                AmountBasis.BILLED_ID,
                Int128.ZERO,
                units,
                units,
                Int128.ZERO,
                Set.of()));
    }

    private static Charge charge(long startMicros) {
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
                new TimeSpan(startMicros, TimeSpan.SECOND),
                new Resource(ResourceType.SERVERLESS, ""),
                Int128.ZERO,
                "USD",
                Int128.ZERO,
                Int128.ZERO,
                PriceSource.LIST,
                ChargeStatus.SETTLED,
                Set.of());
    }
}
