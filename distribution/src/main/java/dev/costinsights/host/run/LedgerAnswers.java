package dev.costinsights.host.run;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
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
import dev.costinsights.host.store.ReadDays;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.WindowFacts;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
     * @param gaps tables that could not be used for all of the days, each with the reason
     * @param outdated days of the answer that have to be computed again
     */
    public record Answer<T>(
            T value,
            Days days,
            Days known,
            Optional<LocalDate> completeThrough,
            Map<String, String> gaps,
            List<LocalDate> outdated) {

        public Answer {
            gaps = Map.copyOf(gaps);
            outdated = List.copyOf(outdated);
        }

        /** Whether the bill of the days is not complete. */
        public boolean isOpen() {
            return completeThrough.map(day -> day.isBefore(days.last())).orElse(false);
        }

        /** Whether something of it is missing or out of date, as far as is known. */
        public boolean isPartial() {
            return isOpen() || !gaps.isEmpty() || !outdated.isEmpty();
        }
    }

    /**
     * Makes sure that there is a ledger to ask.
     *
     * @param folder of a ledger, or null for the store
     * @throws CostInsightsException when there is none
     */
    public void require(Path folder) {
        if (folder == null) {
            access.require();
        } else {
            FolderLedger.in(folder);
        }
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
            return new Answer<>(
                    question.ask(new Costs(ledger), days), days, known, Optional.empty(), Map.of(), List.of());
        }
        try (Store store = access.read("costs")) {
            Ledger ledger = new StoredLedger(store);
            Days known = known(ledger, access.home().toString());
            Days days = choice.of(known);
            List<LocalDate> outdated =
                    ledgers.dirty(store).stream().filter(days::contains).toList();
            return new Answer<>(
                    question.ask(new Costs(ledger), days),
                    days,
                    known,
                    ReadDays.completeThrough(store.partitions()),
                    gaps(store, days, known),
                    outdated);
        }
    }

    /** What could explain costs of those of the days that the ledger has. */
    private static Map<String, String> gaps(Store store, Days days, Days known) {
        LocalDate first = days.first().isBefore(known.first()) ? known.first() : days.first();
        LocalDate end = days.end().isAfter(known.end()) ? known.end() : days.end();
        if (!first.isBefore(end)) {
            return Map.of();
        }
        TimeSpan window = TimeSpan.of(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                end.atStartOfDay(ZoneOffset.UTC).toInstant());
        try {
            WindowFacts facts = new WindowFacts(window, store.partitions(), store.tableStates());
            return facts.lacksEvidence() ? facts.gaps() : Map.of();
        } catch (CostInsightsException e) {
            return Map.of(SystemTable.BILLING_USAGE.qualifiedName(), e.getMessage());
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
