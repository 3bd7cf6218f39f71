package dev.costinsights.host.cli;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.run.Progress;
import dev.costinsights.workspace.sample.SampleOptions;
import dev.costinsights.workspace.sample.SampleSummary;
import dev.costinsights.workspace.sample.SampleWriter;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes samples, with progress and with errors that name the folder. */
final class Samples {

    private Samples() {}

    /** @throws CostInsightsException when there can be no such sample */
    static SampleOptions build(SampleOptions.Builder options) {
        try {
            return options.build();
        } catch (IllegalArgumentException e) {
            throw new CostInsightsException(ErrorCode.CONFIGURATION, "no such sample: " + e.getMessage(), e);
        }
    }

    static SampleSummary write(SampleOptions options, Progress progress) throws InterruptedException {
        Map<String, Long> done = new ConcurrentHashMap<>();
        progress.phase("rows written");
        try {
            return SampleWriter.write(options, (table, rowsDone, rowsTotal) -> {
                done.put(table, rowsDone);
                progress.reach(done.values().stream().mapToLong(Long::longValue).sum());
            });
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "cannot write the sample to " + options.out() + ": " + e.getMessage(), e);
        }
    }
}
