package dev.costinsights.host.ledger;

import dev.costinsights.core.model.Int128;
import dev.costinsights.host.parquet.Cells;
import dev.costinsights.host.parquet.SharedCells;
import java.io.IOException;

/**
 * Writes a table: the cells of a row in the order of the columns, then {@link #endRow}. {@link #finish} completes the
 * file; {@link #close} alone leaves it unusable.
 */
interface TableWriter extends Cells, AutoCloseable {

    /** The cells of a group of columns, which {@code value} alone decides. */
    <T> void shared(T value, SharedCells<T> cells);

    /** @param unscaled in units of the column's scale; null where unknown */
    void decimal(Int128 unscaled);

    void endRow() throws IOException;

    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
