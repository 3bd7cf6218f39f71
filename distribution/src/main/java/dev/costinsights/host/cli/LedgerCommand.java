package dev.costinsights.host.cli;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.StoreLedger;
import dev.costinsights.host.store.WindowFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        WindowFacts facts = outcome.facts();
        if (!facts.gaps().isEmpty()) {
            tables.add(gaps(facts.gaps()));
        }
        session.print(tables);
        LedgerHints.of(outcome.ledger(), window, facts.gaps().keySet()).forEach(session::note);
        if (!facts.isComplete()) {
            session.hint(
                    "The bill is complete through " + facts.completeThrough()
                            + " only; later days may be there in part. Read on with:",
                    "cost-insights backfill " + choices.windowText());
        }
        return facts.isComplete() && !facts.lacksEvidence() ? ExitCode.DONE : ExitCode.PARTIAL;
    }

    private static Table gaps(Map<String, String> gaps) {
        Table.Builder table = Table.of("not_readable", "Tables that could not be used", "table", "reason");
        new TreeMap<>(gaps).forEach((name, reason) -> table.row(Cell.text(name), Cell.text(reason)));
        return table.build();
    }
}
