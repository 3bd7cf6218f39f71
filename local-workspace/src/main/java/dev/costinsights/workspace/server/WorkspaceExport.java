package dev.costinsights.workspace.server;

import dev.costinsights.workspace.sample.ProgressListener;
import dev.costinsights.workspace.sample.SampleOptions;
import dev.costinsights.workspace.sample.SampleWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;

/** Writes a workspace's system tables as files, without serving it. */
public final class WorkspaceExport {
    private WorkspaceExport() {}

    /** @param folder receives {@code <schema>/<table>.parquet} */
    public static void write(WorkspaceOptions options, Path folder, ProgressListener progress)
            throws IOException, InterruptedException {
        SampleWriter.write(
                SampleOptions.builder(folder)
                        .days(options.days())
                        .end(options.end().atZone(ZoneOffset.UTC).toLocalDate())
                        .seed(options.seed())
                        .statements(10L * options.days() * options.jobs())
                        .otherUsage(0)
                        .accountPrices(true)
                        .build(),
                progress);
    }
}
