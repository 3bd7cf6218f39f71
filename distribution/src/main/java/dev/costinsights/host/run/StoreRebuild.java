package dev.costinsights.host.run;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.store.Store;
import jakarta.inject.Inject;

/** Computes all days of the ledger from the facts. */
public final class StoreRebuild {

    private final StoreAccess access;
    private final DailyLedgers ledgers;

    @Inject
    StoreRebuild(StoreAccess access, DailyLedgers ledgers) {
        this.access = access;
        this.ledgers = ledgers;
    }

    /**
     * Computes every day, whatever was kept.
     *
     * @throws CostInsightsException when there is no store
     */
    public DayLedgers.Outcome run() throws InterruptedException {
        access.require();
        try (Store store = access.write("rebuild")) {
            return ledgers.with(store, DayLedgers::rebuild);
        }
    }
}
