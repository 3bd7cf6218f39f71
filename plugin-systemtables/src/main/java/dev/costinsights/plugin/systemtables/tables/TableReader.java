package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.plugin.systemtables.files.RowReader;

/** Reads one system table. */
public interface TableReader extends RowReader {

    /** Microseconds in a day. */
    long DAY = 86_400 * TimeSpan.SECOND;

    SystemTable table();

    /** Rows that begin at this moment or later explain nothing, however far after the window a table is read. */
    static long evidenceEnd(CollectionRequest request, long margin) {
        long end = request.window().endMicros();
        long read = end > TimeSpan.FOREVER - margin ? TimeSpan.FOREVER : end + margin;
        return Math.min(read, request.evidenceEndMicros());
    }
}
