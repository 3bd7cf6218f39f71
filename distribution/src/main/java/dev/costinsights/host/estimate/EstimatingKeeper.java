package dev.costinsights.host.estimate;

import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionKeeper;
import java.sql.SQLException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps executions where another keeper does, and estimates what has ended as soon as it is safe there. */
public final class EstimatingKeeper implements ExecutionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(EstimatingKeeper.class);

    private final ExecutionKeeper keeper;
    private final RecordingEstimates estimates;
    private boolean failing;

    public EstimatingKeeper(ExecutionKeeper keeper, RecordingEstimates estimates) {
        this.keeper = Objects.requireNonNull(keeper, "keeper");
        this.estimates = Objects.requireNonNull(estimates, "estimates");
    }

    @Override
    public void keep(EventBatch batch) throws Exception {
        keeper.keep(batch);
        try {
            estimates.estimate(batch.events());
            failing = false;
        } catch (SQLException | RuntimeException e) {
            // They are safe; the next backfill estimates what has no estimate.
            if (!failing) {
                LOG.warn("executions are kept and cannot be estimated: {}; this is said once", e.toString());
            }
            failing = true;
        }
    }

    @Override
    public void idle() throws Exception {
        keeper.idle();
    }

    @Override
    public void close() throws Exception {
        keeper.close();
    }
}
