package dev.costinsights.host.store;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A slice of a table as it rests in the store.
 *
 * @param day null for a table that is kept whole
 * @param file below the facts' folder; empty when the slice has no rows
 * @param hash of the set of rows, whatever their order
 * @param fileHash SHA-256 of the file's bytes; empty without a file
 * @param horizon the newest day on which bills had arrived when it was read; decides whether it is read again
 */
public record Partition(
        FactTable table, LocalDate day, String file, long rows, String hash, String fileHash, LocalDate horizon) {

    public Partition {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(fileHash, "fileHash");
    }

    public String label() {
        return table.label() + (day == null ? "" : " of " + day);
    }
}
