package dev.costinsights.host.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Places;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.config.SettingsSources;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.report.ReportFormat;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.HostModule;
import dev.costinsights.host.run.PluginPolicy;
import dev.costinsights.host.run.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One call of the command: its terminal, its settings, and the host behind it, which is built only when needed. */
final class Session {

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final GlobalOptions options;
    private final Supplier<Settings> settings;

    Session(Terminal terminal, Map<String, String> environment, GlobalOptions options) {
        this.terminal = terminal;
        this.environment = environment;
        this.options = options;
        this.settings = new Supplier<>() {
            private Settings loaded;

            @Override
            public Settings get() {
                if (loaded == null) {
                    loaded = SettingsSources.of(environment, options.config, places())
                            .load();
                }
                return loaded;
            }
        };
    }

    Settings settings() {
        return settings.get();
    }

    Places places() {
        return options.home == null
                ? Places.of(environment)
                : Places.of(environment).withState(options.home);
    }

    /** Puts tables on stdout in the form that was asked for. */
    void print(List<Table> tables) {
        text(format().render(tables, terminal.columns(), terminal.style(color().name(), environment)));
    }

    /** @throws CostInsightsException when a setting says nothing that output can have: before the work, and not after it */
    void checkOutput() {
        format();
        color();
    }

    private ReportFormat format() {
        return options.output != null
                ? options.output
                : settings().choice(ReportFormat.class, HostKeys.CLI_OUTPUT, ReportFormat.TABLE);
    }

    private GlobalOptions.ColorChoice color() {
        return options.color != null
                ? options.color
                : settings()
                        .choice(GlobalOptions.ColorChoice.class, HostKeys.CLI_COLOR, GlobalOptions.ColorChoice.AUTO);
    }

    /** Puts one line on stdout, for programs. */
    void line(String text) {
        terminal.out().println(text);
        terminal.out().flush();
    }

    /** The variables of the process. */
    Map<String, String> environment() {
        return environment;
    }

    /** Puts text on stdout as it is. */
    void text(String text) {
        terminal.out().print(text);
        terminal.out().flush();
    }

    /** Says on stderr what is wrong, where that is all there is to say. */
    void error(String text) {
        terminal.err().println("error: " + text);
        terminal.err().flush();
    }

    /** Says on stderr what was done. */
    void note(String text) {
        if (!options.quiet) {
            terminal.err().println(text);
            terminal.err().flush();
        }
    }

    /**
     * Says on stderr what to do next; the command stands on a line of its own, ready to be copied: with the same store and
     * settings as this one.
     *
     * @param arguments of the command, of which each path is one {@link #quoted} by the caller
     */
    void hint(String text, String arguments) {
        if (!options.quiet) {
            StringBuilder command = new StringBuilder("  cost-insights ");
            if (options.config != null) {
                command.append("--config ").append(quoted(options.config)).append(' ');
            }
            if (options.home != null) {
                command.append("--home ").append(quoted(options.home)).append(' ');
            }
            terminal.err().println(text);
            terminal.err().println(command.append(arguments));
            terminal.err().flush();
        }
    }

    /** Says that a server listens: one JSON line on stdout for programs, a sentence on stderr for people. */
    void ready(String url) {
        terminal.out().println("{\"url\":\"" + url + "\"}");
        terminal.out().flush();
        if (!options.quiet) {
            terminal.err().println("listening on " + url + "; stop with Ctrl-C");
            terminal.err().flush();
        }
    }

    /** A path as a shell takes it for one word. */
    static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./:@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Progress on stderr, if it is wanted. */
    Progress progress() {
        boolean shown =
                !options.noProgress && !options.quiet && settings().host().flag(HostKeys.CLI_PROGRESS, true);
        return Progress.on(terminal.err(), terminal.errIsTerminal(), shown);
    }

    private Injector host(Settings decided, Progress progress) {
        boolean strict = !options.lenientPlugins && decided.host().flag(HostKeys.PLUGINS_STRICT, true);
        return Guice.createInjector(
                Stage.PRODUCTION,
                new HostModule(decided, places(), progress, new PluginPolicy(strict, terminal.err())));
    }

    /** Does something with the host, wired; when it returns, the progress is over and the plugins are closed. */
    <T> T inHost(Settings decided, HostWork<T> work) throws InterruptedException {
        try (Progress progress = progress()) {
            return inHost(decided, progress, work);
        }
    }

    /** The same, without progress: for work that has no end. */
    <T> T inSilentHost(Settings decided, HostWork<T> work) throws InterruptedException {
        try (Progress progress = Progress.on(terminal.err(), terminal.errIsTerminal(), false)) {
            return inHost(decided, progress, work);
        }
    }

    private <T> T inHost(Settings decided, Progress progress, HostWork<T> work) throws InterruptedException {
        Injector host = host(decided, progress);
        try {
            return work.run(host);
        } finally {
            host.getInstance(PluginDirectory.class).close();
        }
    }

    /** Work that needs the host. */
    interface HostWork<T> {
        T run(Injector host) throws InterruptedException;
    }
}
