package dev.costinsights.host.accuracy;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.Config;
import dev.costinsights.plugin.systemtables.SystemTablesPlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the engine says of a simulated company's job runs. */
final class JobAccuracy {
    /** DBU of runs on compute of their own, of their task runs, and of runs and commands on shared clusters. */
    final Map<String, Double> ownCompute = new HashMap<>();

    final Map<String, Double> tasks = new HashMap<>();
    final Map<String, Double> sharedClusters = new HashMap<>();
    /** DBU of runs on compute of their own, by the opaque id of who asked for them. */
    final Map<String, Double> asked = new HashMap<>();

    private JobAccuracy() {}

    static JobAccuracy of(Path folder, int days) throws InterruptedException {
        TimeSpan window = TimeSpan.of(Accuracy.END.minus(Duration.ofDays(days)), Accuracy.END);
        JobAccuracy costs = new JobAccuracy();
        try (CostInsights insights = CostInsights.builder()
                .install(new SystemTablesPlugin())
                .config(Config.of(Map.of("systemtables.from", folder.toString())))
                .build()) {
            insights.attribute(AttributionOptions.builder(window).build(), costs::add);
        }
        return costs;
    }

    private void add(LedgerRow row) {
        if (row.category() != Category.DIRECT && row.category() != Category.ALLOCATED) {
            return;
        }
        boolean isTask = row.executionType() == ExecutionType.JOB_TASK_RUN;
        String run = isTask ? row.context().jobRunId() : row.executionId();
        double dbu = row.quantity().toDecimal(Charge.QUANTITY_SCALE).doubleValue();
        if (row.category() == Category.ALLOCATED) {
            sharedClusters.merge(run, dbu, Double::sum);
            return;
        }
        ownCompute.merge(run, dbu, Double::sum);
        if (isTask) {
            tasks.merge(row.executionId(), dbu, Double::sum);
        }
        if (row.identity().context() != null) {
            asked.merge(row.identity().context().opaqueId(), dbu, Double::sum);
        }
    }
}
