package dev.costinsights.host.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.AmountBasis;
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
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BundleCostsTest {

    private final BundleCosts costs = new BundleCosts();

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

    private void row(String bundle, String cost) {
        Int128 units = Int128.unscaled(new BigDecimal(cost), Charge.COST_SCALE);
        costs.row(new LedgerRow(
                charge(),
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

    private static Charge charge() {
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
