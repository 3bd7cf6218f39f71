package dev.costinsights.host.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WorkContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How executions count as found. */
final class TrackingCoverageTest {

    private static final AttributionContext NIGHTLY =
            AttributionContext.builder().opaqueId("o").job("nightly").build();

    @Test
    void aStatementWhoseJobRunBringsAContextIsFoundByTags() {
        assertEquals("found_by_tags", foundBy(new Identity(NIGHTLY, IdentityBasis.QUERY_SOURCE, List.of())));
    }

    @Test
    void aStatementWhoseJobRunIsAllThatIsKnownIsFoundInTheSystemTablesOnly() {
        assertEquals("system_tables_only", foundBy(new Identity(null, IdentityBasis.QUERY_SOURCE, List.of())));
    }

    @Test
    void whatWasRecordedAtItsLaunchIsTracked() {
        assertEquals("tracked_at_launch", foundBy(new Identity(NIGHTLY, IdentityBasis.HANDLE, List.of())));
    }

    private static String foundBy(Identity identity) {
        TrackingCoverage coverage = new TrackingCoverage();
        coverage.row(statement(identity));
        Table table = coverage.table();
        List<Cell> row = table.rows().get(0);
        String cost = row.get(table.columns().indexOf("cost")).raw();
        return table.columns()
                .get(row.indexOf(row.stream()
                        .filter(cell -> cell.raw().equals(cost))
                        .findFirst()
                        .orElseThrow()));
    }

    private static LedgerRow statement(Identity identity) {
        Int128 dollar = Int128.of(1_000_000_000_000L);
        Charge charge = new Charge(
                "u1",
                0,
                UsageOrigin.builder().product("SQL").build(),
                RecordType.ORIGINAL,
                LocalDate.of(2026, 10, 1),
                TimeSpan.of(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-01T01:00:00Z")),
                new Resource(ResourceType.WAREHOUSE, "w1"),
                dollar,
                "USD",
                dollar,
                dollar,
                PriceSource.LIST,
                ChargeStatus.SETTLED,
                Set.of());
        return new LedgerRow(
                charge,
                Category.ALLOCATED,
                null,
                ExecutionType.STATEMENT,
                "s1",
                WorkContext.UNKNOWN,
                identity,
                AmountBasis.ALLOCATED_WORK,
                dollar,
                dollar,
                dollar,
                Int128.ZERO,
                Set.of());
    }
}
