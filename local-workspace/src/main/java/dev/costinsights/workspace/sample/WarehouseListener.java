package dev.costinsights.workspace.sample;

/** Hears what happens on a simulated warehouse. */
interface WarehouseListener {
    /**
     * In the order of start times.
     *
     * @param statement is reused: read it during the call
     */
    default void statement(Statement statement) {}

    /**
     * In the order of time.
     *
     * @param event as compute.warehouse_events names it
     * @param clusters running after the event
     */
    default void state(String event, int clusters, long time) {}
}
