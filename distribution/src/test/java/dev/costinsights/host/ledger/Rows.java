package dev.costinsights.host.ledger;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Flag;
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
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A handful of ledger rows with everything odd that a cell can hold. */
final class Rows {

    private Rows() {}

    static List<LedgerRow> odd() {
        Charge full = charge("rec-1", "wörk,space", PriceSource.CONTRACT, "USD", Set.of(Flag.EVENTS_MISSING));
        Charge unpriced = charge("rec \"2\"", "", PriceSource.NONE, "", Set.of());
        Identity known = new Identity(
                AttributionContext.builder()
                        .opaqueId("=1+1")
                        .orchestrator("dagster")
                        .job("nightly\nrun")
                        .run("run|1")
                        .assets(List.of("a/b", "c"))
                        .build(),
                IdentityBasis.EXEC_TAG,
                List.of());
        Identity ambiguous = new Identity(null, IdentityBasis.RUN_AS, List.of("job one", "job%two|\u0007"));
        WorkContext context = new WorkContext("17", "18", "t\t1", "p", "u", "n", "b/dev", "日本@example.com");
        Int128 huge = Int128.of(BigInteger.TEN.pow(37).negate());
        return List.of(
                row(full, Category.ALLOCATED, null, "x-1", context, known, Int128.of(1), huge, Set.of()),
                row(
                        full,
                        Category.DIRECT,
                        null,
                        "x-2",
                        WorkContext.UNKNOWN,
                        ambiguous,
                        Int128.of(-1),
                        Int128.of(-5),
                        Set.of(Flag.AMBIGUOUS_IDENTITY, Flag.COUNTED)),
                row(
                        full,
                        Category.IDLE,
                        "TAIL",
                        null,
                        WorkContext.UNKNOWN,
                        Identity.NONE,
                        Int128.ZERO,
                        Int128.of(Long.MIN_VALUE),
                        Set.of()),
                row(
                        unpriced,
                        Category.UNPRICED,
                        null,
                        "",
                        WorkContext.UNKNOWN,
                        Identity.NONE,
                        Int128.of(Long.MAX_VALUE),
                        Int128.ZERO,
                        Set.of()));
    }

    private static Charge charge(String id, String workspace, PriceSource source, String currency, Set<Flag> flags) {
        return new Charge(
                id,
                1,
                UsageOrigin.builder()
                        .accountId("acc")
                        .workspaceId(workspace)
                        .cloud("AWS")
                        .skuName("SKU")
                        .usageUnit("DBU")
                        .product("SQL")
                        .build(),
                RecordType.RETRACTION,
                LocalDate.of(2026, 10, 1),
                TimeSpan.of(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-01T00:59:59.000001Z")),
                new Resource(ResourceType.SERVERLESS, ""),
                Int128.ZERO,
                currency,
                Int128.ZERO,
                Int128.ZERO,
                source,
                ChargeStatus.SETTLED,
                flags);
    }

    private static LedgerRow row(
            Charge charge,
            Category category,
            String detail,
            String execution,
            WorkContext context,
            Identity identity,
            Int128 quantity,
            Int128 cost,
            Set<Flag> flags) {
        return new LedgerRow(
                charge,
                category,
                detail,
                execution == null ? null : ExecutionType.STATEMENT,
                execution,
                context,
                identity,
                AmountBasis.ALLOCATED_WORK,
                quantity,
                cost,
                cost,
                Int128.of(7),
                flags);
    }
}
