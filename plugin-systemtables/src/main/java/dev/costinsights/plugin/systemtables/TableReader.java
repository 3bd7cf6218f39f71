package dev.costinsights.plugin.systemtables;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;

/** Reads one system table. */
interface TableReader extends RowReader {

    /** Microseconds in a day. */
    long DAY = 86_400 * TimeSpan.SECOND;

    SystemTable table();
}
