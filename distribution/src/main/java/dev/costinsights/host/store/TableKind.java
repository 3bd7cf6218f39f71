package dev.costinsights.host.store;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.spi.SourceTable;
import java.util.Map;

/** What the rows of a table tell of, which decides what is noted about them. */
public enum TableKind {
    /** The bill. */
    USAGE,
    /** What took place: statements, slices of runs, events. */
    EVENTS,
    /** Versions of objects, and what else is looked up by the id that a bill or an event names. */
    OBJECTS,
    /** Anything else. */
    OTHER;

    private static final Map<String, String> IDS = Map.of(
            "lakeflow.jobs", "job_id",
            "lakeflow.pipelines", "pipeline_id",
            "compute.clusters", "cluster_id",
            "compute.warehouses", "warehouse_id",
            "recorded.runs", "run_id");

    static TableKind of(SourceTable table) {
        return of(table.qualifiedName(), table.slicing() != SourceTable.Slicing.WHOLE);
    }

    /** @param byDay whether it is cut into days */
    public static TableKind of(String table, boolean byDay) {
        if (table.equals(SystemTable.BILLING_USAGE.qualifiedName())) {
            return USAGE;
        }
        return IDS.containsKey(table) ? OBJECTS : byDay ? EVENTS : OTHER;
    }

    /** The column that says which object a row of a table of objects is a version of. */
    static String idColumn(String table) {
        return IDS.get(table);
    }
}
