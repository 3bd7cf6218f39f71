package dev.costinsights.host.parquet;

/** How an object that many rows share fills the columns of its group. */
@FunctionalInterface
public interface SharedCells<T> {

    /** Hands over one cell for each column of the group, in order. Must depend on the value alone. */
    void write(T value, Cells cells);
}
