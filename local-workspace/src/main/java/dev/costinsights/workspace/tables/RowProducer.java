package dev.costinsights.workspace.tables;

/** Generates the rows of one table, in order, into a writer. */
@FunctionalInterface
public interface RowProducer {
    void produce(RowWriter rows);
}
