package dev.costinsights.host.run;

import dev.costinsights.host.store.LedgerDay;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.Store;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Proves that what the store says of itself holds. */
public final class StoreVerification {

    private static final int SAMPLE = 3;

    private final StoreAccess access;
    private final DailyLedgers ledgers;

    @Inject
    StoreVerification(StoreAccess access, DailyLedgers ledgers) {
        this.access = access;
        this.ledgers = ledgers;
    }

    /**
     * What was looked at.
     *
     * @param recomputed days of the ledger that were computed again and compared
     * @param broken a sentence for each thing that does not hold
     */
    public record Outcome(long files, long rows, long bytes, long ledgerDays, long recomputed, List<String> broken) {}

    /** Looks at all files, and computes days of the ledger again: a sample, or all of them. */
    public Outcome run(boolean all) throws InterruptedException {
        try (Store store = access.read("verify")) {
            List<Partition> partitions = store.partitions();
            List<String> broken = new ArrayList<>(store.broken());
            List<LocalDate> days =
                    store.ledgerDays().stream().map(LedgerDay::date).toList();
            List<LocalDate> chosen = all ? days : sample(days);
            // What is not whole cannot be computed again, and says so already.
            int compared = broken.isEmpty() && !chosen.isEmpty()
                    ? ledgers.with(store, daily -> daily.verify(chosen, broken))
                    : 0;
            return new Outcome(
                    partitions.size(),
                    partitions.stream().mapToLong(Partition::rows).sum(),
                    partitions.stream().mapToLong(Partition::bytes).sum(),
                    days.size(),
                    compared,
                    broken);
        }
    }

    /** The first, the last and days between, always the same ones. */
    private static List<LocalDate> sample(List<LocalDate> days) {
        if (days.size() <= SAMPLE) {
            return days;
        }
        List<LocalDate> sample = new ArrayList<>();
        for (int i = 0; i < SAMPLE; i++) {
            sample.add(days.get(i * (days.size() - 1) / (SAMPLE - 1)));
        }
        return sample;
    }
}
