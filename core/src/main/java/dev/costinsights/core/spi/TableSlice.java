package dev.costinsights.core.spi;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A piece of a table to read.
 *
 * @param table as {@link TableSource#tables} gave it
 * @param day which day of it, UTC; null for a table that is read whole
 */
public record TableSlice(SourceTable table, LocalDate day) {

    public TableSlice {
        Objects.requireNonNull(table, "table");
        if ((day == null) != (table.slicing() == SourceTable.Slicing.WHOLE)) {
            throw new IllegalArgumentException(
                    table.qualifiedName() + " is cut by " + table.slicing() + ", not by " + day);
        }
    }
}
