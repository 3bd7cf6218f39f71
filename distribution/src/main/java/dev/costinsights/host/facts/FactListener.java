package dev.costinsights.host.facts;

import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.WarehouseVersion;

/** Hears of facts while they pass from a source to the engine. One thread at a time. */
public interface FactListener {

    /** Hears nothing. */
    FactListener NONE = new FactListener() {};

    default void price(Price price) {}

    default void statement(Statement statement) {}

    default void warehouse(WarehouseVersion version) {}

    default void cluster(ClusterVersion version) {}

    default void taskRun(TaskRunSlice slice) {}

    default void jobRun(JobRunSlice slice) {}

    default void pipelineUpdate(PipelineUpdateSlice slice) {}

    default void bundleLink(BundleLink link) {}

    /** A table is there and was read. */
    default void readable(SystemTable table) {}
}
