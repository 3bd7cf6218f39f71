package dev.costinsights.host.run;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.costs.CostQuery;
import dev.costinsights.host.costs.CostReport;
import dev.costinsights.host.costs.Costs;
import dev.costinsights.host.costs.Days;
import dev.costinsights.host.costs.DaysChoice;
import dev.costinsights.host.costs.Explanation;
import dev.costinsights.host.costs.FolderLedger;
import dev.costinsights.host.costs.Ledger;
import dev.costinsights.host.costs.StoredLedger;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.store.ReadDays;
import dev.costinsights.host.store.Store;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers from the days of the ledger that the store keeps, or from a ledger in a folder. Any thread. */
public final class LedgerAnswers {

    private final StoreAccess access;
    private final DailyLedgers ledgers;

    @Inject
    LedgerAnswers(StoreAccess access, DailyLedgers ledgers) {
        this.access = access;
        this.ledgers = ledgers;
    }

    /**
     * An answer, and how far it can be trusted.
     *
     * @param days that it is about
     * @param known from the first day of the ledger to the last one
     * @param completeThrough the last day of which all usage that arrived on it is known; empty where nobody says
     * @param outdated days of the answer that have to be computed again
     */
    public record Answer<T>(
            T value, Days days, Days known, Optional<LocalDate> completeThrough, List<LocalDate> outdated) {

        public Answer {
            outdated = List.copyOf(outdated);
        }

        /** Whether something of it is missing or out of date, as far as is known. */
        public boolean isPartial() {
            return !outdated.isEmpty()
                    || completeThrough.map(day -> day.isBefore(days.last())).orElse(false);
        }
    }

    /** @throws CostInsightsException when there is no store */
    public void require() {
        access.require();
    }

    /**
     * What there is to pay.
     *
     * @param folder of a ledger, or null for the store
     * @param query made of the days
     */
    public Answer<CostReport> costs(Path folder, DaysChoice choice, Function<Days, CostQuery> query) {
        return answer(folder, choice, (costs, days) -> costs.of(query.apply(days)));
    }

    /**
     * Where the cost of something comes from.
     *
     * @param folder of a ledger, or null for the store
     */
    public Answer<Explanation> explain(Path folder, DaysChoice choice, String id, int top) {
        return answer(folder, choice, (costs, days) -> costs.explain(days, id, top));
    }

    /** Something to ask. */
    private interface Question<T> {
        T ask(Costs costs, Days days);
    }

    private <T> Answer<T> answer(Path folder, DaysChoice choice, Question<T> question) {
        if (folder != null) {
            Ledger ledger = FolderLedger.in(folder);
            Days known = known(ledger, folder.toString());
            Days days = choice.of(known);
            return new Answer<>(question.ask(new Costs(ledger), days), days, known, Optional.empty(), List.of());
        }
        try (Store store = access.read("costs")) {
            Ledger ledger = new StoredLedger(store);
            Days known = known(ledger, access.home().toString());
            Days days = choice.of(known);
            List<LocalDate> outdated = DayLedgers.dirty(store, ledgers.horizon(), ledgers.options()).stream()
                    .filter(days::contains)
                    .toList();
            return new Answer<>(
                    question.ask(new Costs(ledger), days),
                    days,
                    known,
                    ReadDays.completeThrough(store.partitions()),
                    outdated);
        }
    }

    private static Days known(Ledger ledger, String place) {
        return ledger.days()
                .orElseThrow(() -> new CostInsightsException(
                        ErrorCode.UNAVAILABLE,
                        "the ledger in " + place
                                + " has no rows; fill the store with cost-insights backfill, or name the"
                                + " folder of another ledger with --from"));
    }
}
