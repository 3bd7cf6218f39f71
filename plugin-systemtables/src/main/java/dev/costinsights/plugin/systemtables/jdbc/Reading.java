package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.RowSink;

/** One slice being read. Until its first row is handed over it may be read again from the start. */
record Reading(String sql, Deadline deadline, Projection projection, RowSink sink) implements Wires.Work {

    @Override
    public void on(Wire wire) throws Failure.Thrown, InterruptedException {
        wire.query(sql, deadline, rows -> projection.take(rows, sink));
    }

    @Override
    public boolean isRepeatable() {
        return !projection.hasBegun();
    }
}
