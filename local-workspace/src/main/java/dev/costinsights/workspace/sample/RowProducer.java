package dev.costinsights.workspace.sample;

/** Generates the rows of one table, in order, into a writer. */
@FunctionalInterface
interface RowProducer {
    void produce(RowWriter rows);
}
