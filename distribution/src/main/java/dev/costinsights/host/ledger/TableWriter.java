package dev.costinsights.host.ledger;

import dev.costinsights.core.model.Int128;
import dev.costinsights.host.parquet.SharedTexts;
import java.io.IOException;
import java.time.LocalDate;

/**
 * Writes a table: the cells of a row in the order of the columns, then {@link #endRow}. {@link #finish} completes the
 * file; {@link #close} alone leaves it unusable.
 */
interface TableWriter extends AutoCloseable {

    /** @param value null where unknown; the empty text is a value */
    void text(String value);

    /** The texts of a group of columns, which {@code value} alone decides. */
    <T> void texts(T value, SharedTexts<T> texts);

    void integer(long value);

    void date(LocalDate value);

    /** @param micros since the epoch, UTC */
    void timestamp(long micros);

    /** @param unscaled in units of the column's scale; null where unknown */
    void decimal(Int128 unscaled);

    void endRow() throws IOException;

    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
