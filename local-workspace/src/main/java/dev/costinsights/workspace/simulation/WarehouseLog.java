package dev.costinsights.workspace.simulation;

/** Hears what happens to a warehouse, in the order in which it does. */
public interface WarehouseLog {
    /** It started, scaled or stopped. */
    void changed(ClusterChange change);

    /** A statement left it. */
    void finished(StatementOutcome statement);

    /** An hour in which it was up is over, or its size is another from now on. */
    void metered(Truth truth);
}
