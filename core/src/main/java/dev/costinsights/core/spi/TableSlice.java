package dev.costinsights.core.spi;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A piece of a table to read.
 *
 * @param table as {@link TableSource#tables} gave it
 * @param day which day of it, UTC; null for a table that is read whole
 * @param andBefore whether the rows of all days before belong to it, and those without a time; only of a table that is cut by
 *     {@link SourceTable.Slicing#CHANGE_DAY}
 */
public record TableSlice(SourceTable table, LocalDate day, boolean andBefore) {

    public TableSlice(SourceTable table, LocalDate day) {
        this(table, day, false);
    }

    public TableSlice {
        Objects.requireNonNull(table, "table");
        if ((day == null) != (table.slicing() == SourceTable.Slicing.WHOLE)) {
            throw new IllegalArgumentException(
                    table.qualifiedName() + " is cut by " + table.slicing() + ", not by " + day);
        }
        if (andBefore && table.slicing() != SourceTable.Slicing.CHANGE_DAY) {
            throw new IllegalArgumentException(
                    table.qualifiedName() + " is cut by " + table.slicing() + "; no slice of it reaches back");
        }
    }
}
