package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.RowSink;

/**
 * One slice being read. Until its first row is handed over it may be read again from the start.
 *
 * @param hashed whether the hashes of the rows come with them
 */
record Reading(String sql, boolean hashed, Deadline deadline, Projection projection, RowSink sink)
        implements Wires.Work {

    @Override
    public void on(Wire wire) throws Failure.Thrown, InterruptedException {
        wire.query(sql, deadline, rows -> projection.take(rows, sink, hashed));
    }

    @Override
    public boolean isRepeatable() {
        return !projection.hasBegun();
    }
}
