package dev.costinsights.host.cli;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.StoreLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ledger}: what {@code attribute} writes, from the facts in the store. */
@Command(
        name = "ledger",
        sortOptions = false,
        description =
                "Attributes a bill from the store: the same files as attribute, for the same facts the same bytes.")
final class LedgerCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private AttributionChoices choices;

    LedgerCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        TimeSpan window = choices.window();
        Settings settings = choices.settings(session);
        StoreLedger.Outcome outcome = session.inHost(settings, host -> host.getInstance(StoreLedger.class)
                .run(window, choices.options(session), choices.out, choices.format(session)));
        List<Table> tables = new ArrayList<>(AttributeCommand.tables(outcome.ledger()));
        Completeness completeness = new Completeness(outcome.facts(), choices.windowText());
        tables.addAll(completeness.tables());
        session.print(tables);
        LedgerHints.of(outcome.ledger(), window, outcome.facts().gaps().keySet())
                .forEach(session::note);
        return completeness.end(session);
    }
}
