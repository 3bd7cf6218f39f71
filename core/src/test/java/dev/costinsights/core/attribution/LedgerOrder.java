package dev.costinsights.core.attribution;

import dev.costinsights.core.model.LedgerRow;
import java.util.Comparator;

/** The order in which the method wants rows. */
final class LedgerOrder {

    /** Down to the category; the order within depends on the kind of charge. */
    static final Comparator<LedgerRow> BY_CHARGE = Comparator.comparing(
                    (LedgerRow row) -> row.charge().origin().accountId())
            .thenComparing(row -> row.charge().origin().workspaceId())
            .thenComparing(row -> row.charge().resource().type().name())
            .thenComparing(row -> row.charge().resource().id())
            .thenComparing(row -> row.charge().span().startMicros())
            .thenComparing(row -> row.charge().span().endMicros())
            .thenComparing(row -> row.charge().usageRecordId())
            .thenComparing(row -> row.charge().part())
            .thenComparing(LedgerRow::category);

    private LedgerOrder() {}
}
