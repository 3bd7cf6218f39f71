package dev.costinsights.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, which only knows its subcommands. */
@Command(
        name = "cost-insights",
        description = "Says, for every dollar that Databricks bills, which execution caused it and whose it is.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 policy breached,",
            "4 partial or stale data, 130 interrupted."
        })
final class RootCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
    private boolean help;

    @Option(names = "--version", description = "show the version")
    private boolean version;

    @Spec
    private CommandSpec spec;

    RootCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (version) {
            session.print(VersionCommand.tables());
            return ExitCode.DONE;
        }
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command? See the list of them");
    }
}
