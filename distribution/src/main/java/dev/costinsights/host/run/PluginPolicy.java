package dev.costinsights.host.run;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.plugin.PluginProblem;
import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.ReportFormat;
import dev.costinsights.host.report.Style;
import dev.costinsights.host.report.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a broken plugin means. Strict: the run ends, because a bill without a plugin that somebody installed may look
 * complete and is not. Lenient: the run goes on with the others and says so.
 */
public final class PluginPolicy {

    private static final int COLUMNS = 200;

    private final boolean strict;
    private final Consumer<PluginProblem> leftOut;

    private PluginPolicy(boolean strict, Consumer<PluginProblem> leftOut) {
        this.strict = strict;
        this.leftOut = leftOut;
    }

    /** @param err where a lenient one says what is left out */
    public PluginPolicy(boolean strict, PrintWriter err) {
        this(strict, problem -> {
            err.println("warning: plugin " + problem.file() + " is left out: " + problem.reason());
            err.flush();
        });
    }

    /** A lenient one that tells somebody of each plugin that is left out. */
    static PluginPolicy telling(Consumer<PluginProblem> leftOut) {
        return new PluginPolicy(false, leftOut);
    }

    /** @throws CostInsightsException with a table of reasons when there are problems and the policy is strict */
    void judge(List<PluginProblem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        if (strict) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    (problems.size() == 1 ? "a plugin does not load" : problems.size() + " plugins do not load")
                            + "; repair or remove what is listed, or go on without with --lenient-plugins\n"
                            + table(problems),
                    problems.get(0).cause());
        }
        problems.forEach(leftOut);
    }

    private static String table(List<PluginProblem> problems) {
        Table.Builder table = Table.of("problems", "Plugins that do not load", "file", "reason", "fix");
        problems.forEach(
                problem -> table.row(Cell.text(problem.file()), Cell.text(problem.reason()), Cell.text(problem.fix())));
        return ReportFormat.TABLE
                .render(List.of(table.build()), COLUMNS, Style.PLAIN)
                .stripTrailing();
    }
}
