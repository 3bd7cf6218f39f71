package dev.costinsights.host.cli;

import com.google.inject.Injector;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.run.Attribution;
import dev.costinsights.host.run.Progress;
import dev.costinsights.host.store.Coverage;
import dev.costinsights.host.store.FactSnapshot;
import dev.costinsights.host.store.FactStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ledger}: the store's facts, attributed. */
@Command(
        name = "ledger",
        sortOptions = false,
        description = "Writes the ledger of what a backfill has read: the same bytes as attribute on the same facts.")
final class LedgerCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private LedgerOptions ledger;

    @Mixin
    private StoreOptions store;

    LedgerCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        ledger.check();
        List<String> missing;
        Attribution.Outcome outcome;
        try (FactStore facts = store.openExisting(session)) {
            Coverage coverage = Coverage.of(facts);
            if (coverage.isEmpty()) {
                throw new CostInsightsException(
                        ErrorCode.NOT_FOUND,
                        "the store in " + facts.folder().home() + " holds no bill yet; fill it with: cost-insights "
                                + "backfill --start " + day() + " --end DATE");
            }
            missing = coverage.missing(day(), LocalDate.ofInstant(ledger.end().minusNanos(1), ZoneOffset.UTC));
            outcome = run(facts);
        }
        session.print(AttributeCommand.tables(outcome));
        if (missing.isEmpty()) {
            return ExitCode.DONE;
        }
        session.hint(
                "The ledger is partial: " + String.join("; ", missing) + ". Read the rest:",
                "cost-insights backfill --start " + day() + " --end "
                        + LocalDate.ofInstant(ledger.end().minusNanos(1), ZoneOffset.UTC)
                                .plusDays(1));
        return ExitCode.PARTIAL;
    }

    private Attribution.Outcome run(FactStore facts) throws InterruptedException {
        try (Progress progress = session.progress();
                FactSnapshot snapshot = FactSnapshot.of(facts)) {
            Settings settings =
                    ledger.applyTo(session.settings()).with(AttributeCommand.FROM_KEY, snapshot.path(), "the store");
            Injector host = session.host(settings, progress);
            try {
                return host.getInstance(Attribution.class)
                        .run(settings, ledger.options(session), ledger.out(), ledger.format(session));
            } finally {
                Session.close(host);
            }
        }
    }

    private LocalDate day() {
        return LocalDate.ofInstant(ledger.start(), ZoneOffset.UTC);
    }
}
