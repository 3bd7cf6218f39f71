package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Estimate;
import dev.costinsights.core.tracking.ExecutionEvent;
import java.util.List;
import java.util.Optional;

/**
 * A recorded execution of which no bill has come.
 *
 * @param objectId its warehouse, job or pipeline; or null
 * @param estimate empty when nothing was billed yet for the same object
 */
public record OpenEstimate(ExecutionEvent execution, String objectId, Optional<Estimate> estimate) {

    /** What is unknown; empty when there is a cost. */
    public List<String> missing() {
        if (objectId == null) {
            return List.of("its warehouse, job or pipeline was not recorded");
        }
        return estimate.map(Estimate::missing).orElse(List.of("nothing was billed yet for " + objectId));
    }
}
