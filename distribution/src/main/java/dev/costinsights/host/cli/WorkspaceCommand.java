package dev.costinsights.host.cli;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.run.Progress;
import dev.costinsights.workspace.sample.ProgressListener;
import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceExport;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workspace}: a Databricks workspace on this machine, until it is stopped. */
@Command(
        name = "workspace",
        sortOptions = false,
        description =
                "Serves a simulated Databricks workspace to SDK, JDBC driver and command line, until it is stopped.")
final class WorkspaceCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--port", paramLabel = "N", description = "to listen on; default any free one")
    private Integer port;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "7", description = "default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "simulated before 2026-11-01; default ${DEFAULT-VALUE}")
    private int days;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "500",
            description = "of the simulated company; default ${DEFAULT-VALUE}")
    private int jobs;

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description = "write the system tables there; without --port, that is all")
    private Path export;

    WorkspaceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        WorkspaceOptions options = options();
        if (export != null && port == null) {
            try (Progress progress = session.progress()) {
                WorkspaceExport.write(options, export, counting(progress));
            } catch (IOException e) {
                throw unwritten(e);
            }
            return ExitCode.DONE;
        }
        try (LocalWorkspace workspace = start(options)) {
            // A signal ends the process without unwinding this thread; what the workspace keeps on disk must go all the
            // same.
            Runtime.getRuntime().addShutdownHook(new Thread(workspace::close, "workspace-close"));
            session.line("{\"host\":\"" + workspace.host() + "\",\"token\":\"" + workspace.token()
                    + "\",\"warehouse_id\":\"" + workspace.warehouseId() + "\",\"http_path\":\"" + workspace.httpPath()
                    + "\"}");
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE;
    }

    private LocalWorkspace start(WorkspaceOptions options) throws InterruptedException {
        try (Progress progress = session.progress()) {
            if (export != null) {
                WorkspaceExport.write(options, export, counting(progress));
            }
            return LocalWorkspace.start(options, counting(progress));
        } catch (BindException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "--port " + port + " cannot be listened on: " + e.getMessage() + "; choose another, or 0 for any",
                    e);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private WorkspaceOptions options() {
        try {
            return WorkspaceOptions.usual()
                    .withPort(port == null ? 0 : port)
                    .withSeed(seed)
                    .withDays(days)
                    .withJobs(jobs);
        } catch (IllegalArgumentException e) {
            throw new CostInsightsException(ErrorCode.CONFIGURATION, "no such workspace: " + e.getMessage(), e);
        }
    }

    private CostInsightsException unwritten(IOException e) {
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE, "the workspace's tables cannot be written: " + e.getMessage(), e);
    }

    private static ProgressListener counting(Progress progress) {
        Map<String, Long> done = new ConcurrentHashMap<>();
        progress.phase("rows simulated");
        return (table, rowsDone, rowsTotal) -> {
            done.put(table, rowsDone);
            progress.reach(done.values().stream().mapToLong(Long::longValue).sum());
        };
    }
}
