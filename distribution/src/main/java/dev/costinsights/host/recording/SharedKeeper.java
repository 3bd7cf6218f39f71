package dev.costinsights.host.recording;

import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionKeeper;
import java.util.Objects;

/** A keeper for several threads: they wait for each other, so that the keeper itself is called by one at a time. */
public final class SharedKeeper implements ExecutionKeeper {

    private final ExecutionKeeper keeper;

    public SharedKeeper(ExecutionKeeper keeper) {
        this.keeper = Objects.requireNonNull(keeper, "keeper");
    }

    @Override
    public synchronized void keep(EventBatch batch) throws Exception {
        keeper.keep(batch);
    }

    @Override
    public synchronized void idle() throws Exception {
        keeper.idle();
    }

    @Override
    public synchronized void close() throws Exception {
        keeper.close();
    }
}
