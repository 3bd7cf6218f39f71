package dev.costinsights.host.accuracy;

import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.LedgerRow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the engine says of a simulated company's pipelines. */
final class PipelineAccuracy {
    /** DBU of updates, of maintenances, and of updates by the opaque id of who asked for them. */
    final Map<String, Double> updates = new HashMap<>();

    final Map<String, Double> maintenance = new HashMap<>();
    final Map<String, Double> asked = new HashMap<>();
    /** The job run of each update that a job started. */
    final Map<String, String> runs = new HashMap<>();

    private PipelineAccuracy() {}

    static PipelineAccuracy of(Path folder, int days) throws InterruptedException {
        PipelineAccuracy costs = new PipelineAccuracy();
        Accuracy.attribute(folder, days, costs::add);
        return costs;
    }

    private void add(LedgerRow row) {
        double dbu = row.quantity().toDecimal(Charge.QUANTITY_SCALE).doubleValue();
        if (row.executionType() == ExecutionType.PIPELINE_MAINTENANCE) {
            maintenance.merge(row.executionId(), dbu, Double::sum);
        }
        if (row.executionType() != ExecutionType.PIPELINE_UPDATE) {
            return;
        }
        updates.merge(row.executionId(), dbu, Double::sum);
        if (row.identity().context() != null) {
            asked.merge(row.identity().context().opaqueId(), dbu, Double::sum);
        }
        if (row.context().jobRunId() != null) {
            runs.put(row.executionId(), row.context().jobRunId());
        }
    }
}
