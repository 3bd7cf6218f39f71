package dev.costinsights.host.accuracy;

import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.LedgerRow;
import java.nio.file.Path;
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
        JobAccuracy costs = new JobAccuracy();
        Accuracy.attribute(folder, days, costs::add);
        return costs;
    }

    private void add(LedgerRow row) {
        boolean isOfPipeline = row.executionType() == ExecutionType.PIPELINE_UPDATE
                || row.executionType() == ExecutionType.PIPELINE_MAINTENANCE;
        if (isOfPipeline || (row.category() != Category.DIRECT && row.category() != Category.ALLOCATED)) {
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
