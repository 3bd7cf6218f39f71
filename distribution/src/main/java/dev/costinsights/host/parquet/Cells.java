package dev.costinsights.host.parquet;

/** Takes the cells of a row in the order of the columns. */
public interface Cells {

    /** @param value null is null; the empty text is a value */
    void text(String value);

    /** An integer, a day since the epoch, or a microsecond since the epoch, as the column's type says. */
    void number(long value);
}
