package dev.costinsights.host.backfill;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.store.FactTable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** How much a table is needed. */
enum Need {
    /** Without it less is explained. */
    EVIDENCE,
    /** Most accounts do not have it; who has it and may not read it misses something. */
    PREVIEW,
    /** It explains no cost. */
    EXTRA;

    private static final Set<SystemTable> PREVIEWS =
            EnumSet.of(SystemTable.BILLING_ACCOUNT_PRICES, SystemTable.BILLING_ATTRIBUTED_USAGE);

    static Need of(FactTable table) {
        return Arrays.stream(SystemTable.values())
                .filter(known ->
                        known.schema().equals(table.schema()) && known.table().equals(table.name()))
                .map(known -> PREVIEWS.contains(known) ? PREVIEW : EVIDENCE)
                .findFirst()
                .orElse(EXTRA);
    }

    /** Whether something is missed when a table cannot be read for such a reason. */
    boolean isMissed(ErrorCode reason) {
        return switch (this) {
            case EVIDENCE -> true;
            case PREVIEW -> reason != ErrorCode.NOT_FOUND;
            case EXTRA -> false;
        };
    }
}
