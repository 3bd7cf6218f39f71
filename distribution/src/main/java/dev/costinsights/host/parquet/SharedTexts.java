package dev.costinsights.host.parquet;

import java.util.function.Consumer;

/** How an object that many rows share fills the columns of its group. */
@FunctionalInterface
public interface SharedTexts<T> {

    /** Hands over one text for each column of the group, in order; null is null. Must depend on the value alone. */
    void write(T value, Consumer<String> cells);
}
