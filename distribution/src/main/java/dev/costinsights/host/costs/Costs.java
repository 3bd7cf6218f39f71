package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks a ledger. */
public final class Costs {

    /** A backfill that ends meanwhile puts new files in the place of some, at most once a while. */
    private static final int ATTEMPTS = 3;

    private final Ledger ledger;

    public Costs(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * What there is to pay.
     *
     * @throws CostInsightsException when the ledger cannot be read
     */
    public CostReport of(CostQuery query) {
        Days days = query.before().map(before -> query.days().with(before)).orElse(query.days());
        return ask(days, database -> new CostScan(database, query).run()).orElseGet(() -> CostReport.nothing(query));
    }

    /**
     * Where the cost of something comes from.
     *
     * @param id of a usage record, an execution, a job's or pipeline's or orchestrator's run, or an opaque id
     * @param top most charges and most rows
     * @throws CostInsightsException when the ledger cannot be read
     */
    public Explanation explain(Days days, String id, int top) {
        return ask(days, database -> new ExplanationScan(database, days, id, top).run())
                .orElseGet(() -> Explanation.unknown(id));
    }

    /** Empty when there is no file with rows of the days. */
    private <T> Optional<T> ask(Days days, Function<LedgerDatabase, T> question) {
        for (int attempt = 1; ; attempt++) {
            List<Path> files = ledger.files(days);
            if (files.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(LedgerDatabase.with(files, ledger.temporary(), question));
            } catch (CostInsightsException e) {
                if (attempt == ATTEMPTS || files.stream().allMatch(Files::exists)) {
                    throw e;
                }
            }
        }
    }
}
