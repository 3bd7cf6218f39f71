package dev.costinsights.host.store;

import dev.costinsights.core.spi.TableSlice;
import java.time.LocalDate;

/**
 * Which piece of which table.
 *
 * @param table {@code billing.usage}, ...
 * @param region or empty
 * @param day null for a table that is kept whole
 */
public record SliceKey(String table, String region, LocalDate day) {

    public static SliceKey of(TableSlice slice) {
        return new SliceKey(slice.table().qualifiedName(), slice.table().region(), slice.day());
    }

    /** For people. */
    @Override
    public String toString() {
        return table + (region.isEmpty() ? "" : " of " + region) + (day == null ? "" : " of " + day);
    }
}
