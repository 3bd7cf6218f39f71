package dev.costinsights.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UnattributedReason;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WorkContext;
import dev.costinsights.host.report.LedgerSummary;
import dev.costinsights.host.report.SummaryTables;
import dev.costinsights.host.run.Attribution;
import dev.costinsights.host.run.SeenTables;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LedgerHintsTest {

    private static final TimeSpan WINDOW =
            TimeSpan.of(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"));

    private static final Price PRICE =
            new Price(PriceSource.LIST, "", "", "SKU", "DBU", "EUR", new TimeSpan(0, TimeSpan.FOREVER), BigDecimal.ONE);

    private final SeenTables seen = new SeenTables();
    private final LedgerSummary summary = new LedgerSummary();

    @Test
    void a_ledger_that_is_priced_and_explained_needs_no_words() {
        all();
        assertEquals(List.of(), hints(1, "USD", Set.of()));
    }

    @Test
    void a_window_without_usage_is_said_and_nothing_else() {
        assertEquals(
                List.of("No usage record begins in the window, 2026-10-01T00:00:00Z to 2026-11-01T00:00:00Z, "
                        + "so the ledger is empty."),
                hints(0, "", Set.of()));
    }

    @Test
    void usage_without_any_price_says_what_is_missing() {
        all();
        assertEquals(
                List.of("All usage is UNPRICED: billing.list_prices has no price that can be used."),
                hints(1, "", Set.of()));
        seen.price(PRICE);
        assertEquals(
                List.of("All usage is UNPRICED: no price fits the usage by SKU, unit, cloud, time and currency."),
                hints(1, "", Set.of()));
    }

    @Test
    void tables_that_are_not_there_are_named_with_what_that_means() {
        for (SystemTable table : SystemTable.values()) {
            if (table.schema().equals("lakeflow") || table.schema().equals("compute")) {
                seen.readable(table);
            }
        }
        assertEquals(
                List.of(
                        "All usage is UNPRICED: billing.list_prices was not found, or not readable. Add it, or name "
                                + "prices with --prices.",
                        "Not found, or not readable: query.history. Cost that only they could explain is "
                                + "UNATTRIBUTED, with TABLE_NOT_READABLE."),
                hints(1, "", Set.of()));
        assertEquals(List.of(), hints(1, "USD", Set.of("query.history")), "said already");
    }

    @Test
    void warehouses_of_a_region_that_was_not_read_are_named_with_what_to_do() {
        all();
        summary.row(unread());
        assertEquals(
                List.of(
                        "Some billed warehouses are in workspaces of which compute.warehouse_events has nothing at all, as if "
                                + "their region had not been read. Their cost is UNATTRIBUTED, with REGION_NOT_READ; read the "
                                + "tables of all regions."),
                hints(1, "USD", Set.of()));
    }

    private static LedgerRow unread() {
        Charge charge = new Charge(
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
                new Resource(ResourceType.WAREHOUSE, "w1"),
                Int128.ZERO,
                "USD",
                Int128.ZERO,
                Int128.ZERO,
                PriceSource.LIST,
                ChargeStatus.SETTLED,
                Set.of());
        return new LedgerRow(
                charge,
                Category.UNATTRIBUTED,
                UnattributedReason.REGION_NOT_READ.name(),
                null,
                null,
                WorkContext.UNKNOWN,
                Identity.NONE,
                AmountBasis.NONE,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                Set.of());
    }

    private void all() {
        for (SystemTable table : SystemTable.values()) {
            seen.readable(table);
        }
    }

    private List<String> hints(long records, String currency, Set<String> named) {
        List<ReconciliationRow> rows = records == 0 ? List.of() : List.of(row(currency));
        AttributionResult result = new AttributionResult(rows, records, records, 0, 0, Instant.EPOCH);
        SummaryTables tables = new SummaryTables(summary, result);
        return LedgerHints.of(new Attribution.Outcome(result, tables, List.of(), seen), WINDOW, named);
    }

    private static ReconciliationRow row(String currency) {
        return new ReconciliationRow(
                LocalDate.of(2026, 10, 1),
                "610",
                "SKU",
                "DBU",
                currency,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
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
