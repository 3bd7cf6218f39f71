package dev.costinsights.benchmarks.reading;

import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a local workspace, and {@link Rounds} in a process of its own, so that its CPU time is that of a reader alone.
 *
 * <p>Arguments: jobs of the workspace, 300 statements each in a month; settings of the log.
 */
public final class ReadCost {

    private ReadCost() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        WorkspaceOptions options = WorkspaceOptions.usual().withDays(2).withJobs(Integer.parseInt(args[0]));
        try (LocalWorkspace workspace = LocalWorkspace.start(options)) {
            Process rounds = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1g",
                            "-Dlogback.configurationFile=" + args[1],
                            "-cp",
                            System.getProperty("java.class.path"),
                            Rounds.class.getName(),
                            workspace.host(),
                            workspace.token(),
                            workspace.warehouseId()))
                    .inheritIO()
                    .start();
            System.exit(rounds.waitFor());
        }
    }
}
