package dev.costinsights.host.cli;

import dev.costinsights.host.plugin.InstalledPlugin;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.plugin.PluginProblem;
import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code plugins list}: also, and above all, those that do not work. */
@Command(name = "list", description = "Lists the plugins, and says why one does not load.")
final class PluginsListCommand implements Callable<Integer> {

    private final Session session;

    PluginsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        return session.inHost(session.settings(), host -> {
            PluginDirectory plugins = host.getInstance(PluginDirectory.class);
            session.print(List.of(table(plugins)));
            return plugins.problems().isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
        });
    }

    private static Table table(PluginDirectory plugins) {
        Table.Builder table = Table.of(
                "plugins",
                "Plugins in " + plugins.folder(),
                "id",
                "version",
                "requires",
                "state",
                "file",
                "reason",
                "fix");
        for (InstalledPlugin plugin : plugins.loaded()) {
            table.row(
                    Cell.text(plugin.id()),
                    Cell.text(plugin.version()),
                    Cell.text(plugin.requires()),
                    Cell.text("OK"),
                    Cell.text(plugin.file()),
                    Cell.text(""),
                    Cell.text(""));
        }
        for (PluginProblem problem : plugins.problems()) {
            table.row(
                    Cell.text(problem.id()),
                    Cell.text(problem.version()),
                    Cell.text(problem.requires()),
                    Cell.text("FAILED"),
                    Cell.text(problem.file()),
                    Cell.text(problem.reason()),
                    Cell.text(problem.fix()));
        }
        return table.build();
    }
}
