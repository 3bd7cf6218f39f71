package dev.costinsights.host.cli;

import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.version.Version;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code version}. */
@Command(name = "version", description = "Shows the versions of this program, its plugin API and Java.")
final class VersionCommand implements Callable<Integer> {

    private final Session session;

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.print(tables());
        return ExitCode.DONE;
    }

    static List<Table> tables() {
        return List.of(Table.of("version", "Databricks Cost Insights", "item", "value")
                .row(Cell.text("version"), Cell.text(Version.name()))
                .row(Cell.text("plugin API"), Cell.text(Version.api()))
                .row(Cell.text("java"), Cell.text(Runtime.version() + " (" + System.getProperty("java.vendor") + ")"))
                .build());
    }
}
