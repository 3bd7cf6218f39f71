package dev.costinsights.host.cli;

import dev.costinsights.host.report.ReportFormat;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that stand before or after the subcommand. What is not given is null, so that settings can decide. */
final class GlobalOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "settings file; default ./cost-insights.yaml")
    Path config;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "folder of store and state; default COST_INSIGHTS_HOME, else the user's state folder")
    Path home;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|csv|md",
            scope = ScopeType.INHERIT,
            description = "form of what is printed")
    ReportFormat output;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            scope = ScopeType.INHERIT,
            description = "colour; auto looks at the terminal and at NO_COLOR")
    ColorChoice color;

    @Option(names = "--no-progress", scope = ScopeType.INHERIT, description = "no progress on stderr")
    boolean noProgress;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "no progress and no hints")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "more on stderr; twice for all of it")
    boolean[] verbose = {};

    /** Promised to scripts; read by nobody, for no command asks. */
    @Option(names = "--yes", scope = ScopeType.INHERIT, description = "never ask; no command does")
    boolean yes;

    @Option(
            names = "--lenient-plugins",
            scope = ScopeType.INHERIT,
            description = "go on without the plugins that do not load")
    boolean lenientPlugins;

    /** Values of {@code --color}. */
    enum ColorChoice {
        AUTO,
        ALWAYS,
        NEVER
    }
}
