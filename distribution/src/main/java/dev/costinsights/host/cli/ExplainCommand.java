package dev.costinsights.host.cli;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.costs.Explanation;
import dev.costinsights.host.report.ExplanationTables;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.LedgerAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: what a cost is made of. */
@Command(
        name = "explain",
        sortOptions = false,
        description =
                "Says what the cost of a run, a statement or a usage record is made of, and how each part is known.")
final class ExplainCommand implements Callable<Integer> {

    private static final int MOST_LINES = 10_000;

    private final Session session;

    @Parameters(
            paramLabel = "ID",
            description =
                    "of a usage record, a statement or another execution, a job run, a pipeline update, a run of the "
                            + "orchestrator, or an opaque id")
    private String id;

    @Mixin
    private LedgerDays days;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "most charges and most rows; default ${DEFAULT-VALUE}")
    private int top;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (top < 1 || top > MOST_LINES) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION, "--top is " + top + "; it must be from 1 to " + MOST_LINES);
        }
        LedgerAnswers.Answer<Explanation> answer =
                session.inHost(session.settings(), host -> host.getInstance(LedgerAnswers.class)
                        .explain(days.from, days.choice(0), id, top));
        if (answer.value().column().isEmpty()) {
            session.error("the ledger says nothing of '" + id + "', " + answer.days()
                    + "; give the id of a usage record, an execution or a run, or other days");
            return ExitCode.FAILED;
        }
        List<Table> tables = new ArrayList<>(new ExplanationTables(answer.value()).all());
        tables.addAll(Completeness.gaps(answer.gaps()));
        session.print(tables);
        long rows =
                answer.value().sums().stream().mapToLong(Explanation.Sum::rows).sum();
        if (rows > answer.value().rows().size()) {
            session.note("Shown are the " + answer.value().rows().size() + " largest of " + rows
                    + " rows; more with --top.");
        }
        return CostsCommand.end(session, answer);
    }
}
