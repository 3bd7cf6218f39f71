package dev.costinsights.core.spi;

/**
 * Brings facts about a time window: usage, prices, executions, compute states, object histories.
 *
 * <p>The engine owns all threads and calls one method of a source at a time; different sources may run at once. Asked
 * twice about the same closed days, a source brings the same facts. Facts may come in any order and more than once.
 */
public interface CostSource {

    /** Unique among the sources of an engine, e.g. {@code systemtables}. */
    String name();

    /**
     * Pushes every fact that matters for the window and returns when all of them are handed over.
     *
     * <p>Usage of which the start lies in the window, and evidence as far before and after as it matters. A source never
     * returns part of a table as if it were all of it: it leaves out {@link FactSink#readable}, or throws.
     *
     * @throws CostInsightsException with the nearest code; anything else is reported as a bug of the plugin
     * @throws InterruptedException within two seconds of an interrupt
     */
    void collect(CollectionRequest request, FactSink facts) throws InterruptedException;
}
