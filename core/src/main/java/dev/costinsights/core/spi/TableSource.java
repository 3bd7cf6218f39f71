package dev.costinsights.core.spi;

import java.util.List;
import java.util.Map;

/**
 * Brings the rows of tables as they are, a slice at a time, for a host that keeps them and attributes from what it keeps.
 *
 * <p>The host owns all threads; it may read several slices at once, from different threads. A slice that is read again
 * holds what the table holds by then.
 */
public interface TableSource {

    /** Unique among the table sources of an engine. */
    String name();

    /**
     * The tables that can be read now, with the columns that they have now.
     *
     * @throws CostInsightsException when nothing can be read at all: wrong host, expired token, no such warehouse
     */
    List<SourceTable> tables() throws InterruptedException;

    /**
     * Pushes every row of a slice and returns when all of them are handed over. If it throws, what was handed over is
     * worth nothing. Until the first row is handed over, trying again is the source's business; after it the host tries
     * UNAVAILABLE and THROTTLED again, a few times.
     *
     * @throws CostInsightsException with the nearest code: PERMISSION, NOT_FOUND, THROTTLED, UNAVAILABLE, ...
     * @throws InterruptedException within two seconds of an interrupt
     */
    void read(TableSlice slice, RowSink rows) throws InterruptedException;

    /**
     * What slices can be known by without handing over their rows: a text for each that is another as soon as any value is
     * another that {@link #read} would hand over, or a row is there that was not, or is not there any more; and the text
     * that {@link RowSink#fingerprint} was given if everything is as it was when the slice was read. A slice that is left
     * out is read.
     *
     * @throws CostInsightsException when that cannot be found out; the slices are then read
     * @throws InterruptedException within two seconds of an interrupt
     */
    default Map<TableSlice, String> fingerprints(List<TableSlice> slices) throws InterruptedException {
        return Map.of();
    }

    /**
     * Looks for whatever could keep it from reading: the way to the other side, login, rights, what lags behind. Finds
     * out what it can and throws nothing for what it finds.
     */
    default List<Finding> diagnose() throws InterruptedException {
        return List.of();
    }
}
