package dev.costinsights.host.cli;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UnattributedReason;
import dev.costinsights.host.run.Attribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sentences that say why a ledger is empty, without cost, or unexplained, where the reason lies in what was read. */
final class LedgerHints {

    private LedgerHints() {}

    /** @param named tables, {@code query.history} and so on, of which the caller says by itself that they are missing */
    static List<String> of(Attribution.Outcome outcome, TimeSpan window, Set<String> named) {
        if (outcome.result().usageRecords() == 0) {
            return List.of("No usage record begins in the window, " + TimeSpan.instant(window.startMicros()) + " to "
                    + TimeSpan.instant(window.endMicros()) + ", so the ledger is empty.");
        }
        List<String> hints = new ArrayList<>();
        if (outcome.tables().billed().rows().isEmpty()) {
            hints.add(unpriced(outcome));
        }
        List<String> missing = outcome.seen().missing().stream()
                .filter(table -> !named.contains(table))
                .toList();
        if (!missing.isEmpty()) {
            hints.add("Not found, or not readable: " + String.join(", ", missing)
                    + ". Cost that only they could explain is UNATTRIBUTED, with TABLE_NOT_READABLE.");
        }
        if (outcome.tables().hasReason(UnattributedReason.REGION_NOT_READ)) {
            hints.add("Some billed warehouses are in workspaces of which "
                    + SystemTable.COMPUTE_WAREHOUSE_EVENTS.qualifiedName()
                    + " has nothing at all, as if their region had not been read. Their cost is UNATTRIBUTED, with "
                    + "REGION_NOT_READ; read the tables of all regions.");
        }
        return hints;
    }

    private static String unpriced(Attribution.Outcome outcome) {
        String all = "All usage is UNPRICED: ";
        if (outcome.seen().hasPrices()) {
            return all + "no price fits the usage by SKU, unit, cloud, time and currency.";
        }
        return all
                + SystemTable.BILLING_LIST_PRICES.qualifiedName()
                + (outcome.seen().has(SystemTable.BILLING_LIST_PRICES)
                        ? " has no price that can be used."
                        : " was not found, or not readable. Add it, or name prices with --prices.");
    }
}
