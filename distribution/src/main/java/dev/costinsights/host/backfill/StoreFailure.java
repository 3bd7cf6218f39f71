package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;

/** The store cannot be written to, so nothing else can be done. */
final class StoreFailure extends Exception {

    private final CostInsightsException reason;

    StoreFailure(CostInsightsException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    CostInsightsException reason() {
        return reason;
    }
}
