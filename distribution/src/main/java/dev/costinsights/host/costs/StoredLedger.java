package dev.costinsights.host.costs;

import dev.costinsights.host.store.LedgerDay;
import dev.costinsights.host.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The days of the ledger that a store keeps. */
public final class StoredLedger implements Ledger {

    private final Store store;

    public StoredLedger(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Days> days() {
        List<LedgerDay> days = store.ledgerDays();
        return days.isEmpty()
                ? Optional.empty()
                : Optional.of(new Days(
                        days.get(0).date(), days.get(days.size() - 1).date().plusDays(1)));
    }

    /** A day's file is that of the usage that begins on it; its {@code usage_date} may be the day before or after. */
    @Override
    public List<Path> files(Days days) {
        Days wider = new Days(days.first().minusDays(1), days.end().plusDays(1));
        return store.ledgerDays().stream()
                .filter(day -> wider.contains(day.date()))
                .map(day -> store.ledgerFolder(day).resolve("ledger.parquet").toAbsolutePath())
                .toList();
    }

    @Override
    public Path temporary() {
        return store.folder().temporary();
    }
}
