package dev.costinsights.host.cli;

import dev.costinsights.host.costs.CostFilter;
import dev.costinsights.host.costs.CostQuery;
import dev.costinsights.host.costs.CostReport;
import dev.costinsights.host.costs.Dimension;
import dev.costinsights.host.costs.Step;
import dev.costinsights.host.costs.Versus;
import dev.costinsights.host.report.CostTables;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.LedgerAnswers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code costs}: a ledger, added up. */
@Command(
        name = "costs",
        sortOptions = false,
        description = "Adds up a ledger by what you like, and compares it with former days.",
        footer = {
            "",
            "Columns to group and filter by are those of the ledger, e.g. orchestrator_job, asset, product,",
            "workspace_id, job_id, pipeline_id, bundle, principal, resource_id, category.",
            "",
            "  cost-insights costs --by orchestrator_job,asset --last 7 --vs previous",
            "  cost-insights costs --by resource_id,detail --filter category=IDLE --step week"
        })
final class CostsCommand implements Callable<Integer> {

    private static final int USUAL_DAYS = 30;

    private final Session session;

    @Option(
            names = "--by",
            paramLabel = "COLUMN",
            split = ",",
            defaultValue = "orchestrator_job",
            description = "what costs are grouped by; default ${DEFAULT-VALUE}")
    private List<String> by;

    @Mixin
    private LedgerDays days;

    @Option(names = "--step", paramLabel = "day|week|month", description = "also the course of time")
    private Step step;

    @Option(
            names = "--vs",
            paramLabel = "previous|week|month|year",
            description = "beside as many days right before, or the same days a week, month or year earlier")
    private Versus versus;

    @Option(
            names = "--filter",
            paramLabel = "COLUMN=VALUE",
            description =
                    "only rows with this value, or one of several between commas; != for all others; may stand several times")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--price",
            paramLabel = "list|effective",
            defaultValue = "list",
            description = "list price, or after contract prices and discounts; default ${DEFAULT-VALUE}")
    private CostQuery.PriceBasis price;

    @Option(
            names = "--sort",
            paramLabel = "cost|change",
            defaultValue = "cost",
            description = "what comes first; default ${DEFAULT-VALUE}")
    private CostQuery.Order order;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "most lines; default ${DEFAULT-VALUE}")
    private int top;

    CostsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Dimension> dimensions =
                by.stream().map(name -> Dimension.of(name, "--by")).toList();
        List<CostFilter> chosen = filters.stream()
                .flatMap(text -> CostFilter.parse(text, "--filter").stream())
                .toList();
        LedgerAnswers.Answer<CostReport> answer =
                session.inHost(session.settings(), host -> host.getInstance(LedgerAnswers.class)
                        .costs(
                                days.from,
                                days.choice(USUAL_DAYS),
                                span -> new CostQuery(span, dimensions, step, versus, chosen, price, order, top)));
        List<Table> tables = new ArrayList<>(new CostTables(answer.value()).all());
        tables.addAll(Completeness.gaps(answer.gaps()));
        session.print(tables);
        if (answer.value().lines().isEmpty()) {
            session.note("No priced row of the ledger fits, " + answer.days() + ".");
        }
        LocalDate begin = answer.known().first();
        answer.value()
                .query()
                .before()
                .filter(before -> before.first().isBefore(begin))
                .ifPresent(before -> session.note("The ledger begins on " + begin + ": the days beside, " + before
                        + ", are not all in it, so that changes say little."));
        return end(session, answer);
    }

    /** Says what an answer lacks, if anything, and gives the exit code. */
    static int end(Session session, LedgerAnswers.Answer<?> answer) {
        if (!answer.isPartial()) {
            return ExitCode.DONE;
        }
        String why;
        if (answer.isOpen()) {
            why = "The bill is complete through " + answer.completeThrough().orElseThrow()
                    + " only; later days may be there in part.";
        } else if (!answer.gaps().isEmpty()) {
            why = "Cost that only the tables above could explain is UNATTRIBUTED.";
        } else {
            why = answer.outdated().size() + " of these days have to be computed again, the first is "
                    + answer.outdated().get(0) + '.';
        }
        session.hint(
                why + " Read on with:",
                "backfill --start " + answer.days().first() + " --end "
                        + answer.days().end());
        return ExitCode.PARTIAL;
    }
}
