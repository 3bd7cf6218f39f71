package dev.costinsights.host.cli;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.report.BundleHistory;
import dev.costinsights.host.run.BundleLinks;
import dev.costinsights.host.run.StoreLedger;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bundle history}: what was deployed when, and by whom. */
@Command(
        name = "history",
        sortOptions = false,
        description = "Shows the deployments that were recorded and those that the workspace knows, the oldest first.")
final class BundleHistoryCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WindowChoice window;

    BundleHistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        TimeSpan span = window.window();
        BundleHistory history = new BundleHistory(span);
        boolean linked = session.inHost(session.settings(), host -> {
            host.getInstance(StoreLedger.class).recorded(span, history);
            return host.getInstance(BundleLinks.class).collect(span, history);
        });
        session.print(List.of(history.table()));
        if (!linked) {
            session.note("only recorded deployments are shown; with the setting bundles.links: true the workspace is"
                    + " asked for the others, and for jobs and pipelines");
        }
        return ExitCode.DONE;
    }
}
