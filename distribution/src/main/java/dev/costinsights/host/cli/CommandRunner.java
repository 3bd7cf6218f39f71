package dev.costinsights.host.cli;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.config.Places;
import dev.costinsights.host.report.Style;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses a call, runs its command, and turns whatever goes wrong into one clear message and an exit code. */
public final class CommandRunner {

    private static final String LOG_LEVEL = "costinsights.log.level";

    private final Terminal terminal;
    private final Map<String, String> environment;

    public CommandRunner(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /** The exit code. Does not end the process. */
    public int run(String... args) {
        GlobalOptions options = new GlobalOptions();
        Session session = new Session(terminal, environment, options);
        CommandLine line = new CommandLine(new RootCommand(session));
        line.addMixin("global", options);
        line.addSubcommand("attribute", new AttributeCommand(session));
        line.addSubcommand("backfill", new BackfillCommand(session));
        line.addSubcommand("ledger", new LedgerCommand(session));
        line.addSubcommand("rebuild", new RebuildCommand(session));
        line.addSubcommand("verify", new VerifyCommand(session));
        line.addSubcommand("status", new StatusCommand(session));
        line.addSubcommand("doctor", new DoctorCommand(session));
        line.addSubcommand("demo", new DemoCommand(session));
        line.addSubcommand("sample", new SampleCommand(session));
        CommandLine plugins = new CommandLine(new PluginsCommand());
        plugins.addSubcommand("list", new PluginsListCommand(session));
        line.addSubcommand("plugins", plugins);
        CommandLine bundle = new CommandLine(new BundleCommand());
        bundle.addSubcommand("tag", new BundleTagCommand(session));
        bundle.addSubcommand("deploy", new BundleDeployCommand(session));
        bundle.addSubcommand("history", new BundleHistoryCommand(session));
        bundle.addSubcommand("costs", new BundleCostsCommand(session));
        line.addSubcommand("bundle", bundle);
        line.addSubcommand("workspace", new WorkspaceCommand(session));
        line.addSubcommand("costs", new CostsCommand(session));
        line.addSubcommand("explain", new ExplainCommand(session));
        line.addSubcommand("coverage", new CoverageCommand(session));
        line.addSubcommand("estimates", new EstimatesCommand(session));
        line.addSubcommand("serve", new ServeCommand(session));
        line.addSubcommand("version", new VersionCommand(session));
        line.registerConverter(Path.class, new PathConverter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(colored(args) ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(Math.min(120, Math.max(80, terminal.columns())));
        line.setParameterExceptionHandler((e, arguments) -> usage(e));
        line.setExecutionExceptionHandler((e, command, parsed) -> failure(e, options, command));
        line.setExecutionStrategy(parsed -> {
            logging(options);
            Integer helped = CommandLine.executeHelpRequest(parsed);
            if (helped != null) {
                return helped;
            }
            try {
                session.checkOutput();
            } catch (CostInsightsException e) {
                throw new CommandLine.ExecutionException(line, e.getMessage(), e);
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        try {
            return line.execute(args);
        } catch (Error e) {
            return failure(e, options);
        }
    }

    /** Whether help is coloured; it is printed before options are known, and goes by them all the same. */
    private boolean colored(String... args) {
        String choice = "auto";
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--color=")) {
                choice = args[i].substring("--color=".length());
            } else if (args[i].equals("--color") && i + 1 < args.length) {
                choice = args[i + 1];
            }
        }
        return terminal.style(choice, environment) == Style.COLOR;
    }

    // Before the first logger exists: logback reads it once.
    private static void logging(GlobalOptions options) {
        String level = options.verbose.length > 1
                ? "DEBUG"
                : options.verbose.length > 0 ? "INFO" : options.quiet ? "ERROR" : "WARN";
        System.setProperty(LOG_LEVEL, level);
    }

    private int usage(ParameterException e) {
        error(e.getMessage().replaceAll(" is not an? (int|long)$", " is not a whole number"));
        CommandLine command = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                terminal.err().println("Did you mean: " + String.join(", ", suggestions) + "?");
            }
        }
        terminal.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        terminal.err().flush();
        return ExitCode.USAGE;
    }

    private int failure(Exception e, GlobalOptions options, CommandLine command) {
        int code;
        if (e instanceof InterruptedException) {
            error("interrupted before the end; run the command again");
            code = ExitCode.INTERRUPTED;
        } else if (e instanceof CostInsightsException known) {
            error(known.getMessage());
            code = ExitCode.of(known.code());
        } else if (e instanceof InvalidPathException path) {
            error(Places.noPath(path).getMessage());
            code = ExitCode.USAGE;
        } else {
            bug(e);
            code = ExitCode.FAILED;
        }
        if (options.verbose.length > 0) {
            e.printStackTrace(terminal.err());
        } else if (code == ExitCode.USAGE) {
            terminal.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        terminal.err().flush();
        return code;
    }

    private int failure(Error e, GlobalOptions options) {
        if (e instanceof OutOfMemoryError) {
            error("there is not enough memory (" + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB of heap); raise -Xmx in conf/jvm.options or COST_INSIGHTS_OPTS");
        } else {
            bug(e);
        }
        if (options.verbose.length > 0) {
            e.printStackTrace(terminal.err());
        }
        terminal.err().flush();
        return ExitCode.FAILED;
    }

    private void bug(Throwable e) {
        error("a bug in cost-insights: " + e + "; please report it with the output of -v");
    }

    private void error(String message) {
        terminal.err().println("error: " + message);
        terminal.err().flush();
    }
}
