package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;

/** SQL tasks of jobs, which run on warehouses. */
@FunctionalInterface
interface SqlTasks {
    /** The query_source (JSON) of a statement that a task runs on this warehouse at this time; null when none does. */
    String sourceAt(Warehouse warehouse, long time, Rng rng);
}
