package dev.costinsights.host.run;

import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.core.spi.FactSink;

/** Lets facts pass that only a listener wants. */
final class NoFacts implements FactSink {

    @Override
    public void usage(UsageRecord record) {}

    @Override
    public void price(Price price) {}

    @Override
    public void discount(Discount discount) {}

    @Override
    public void statement(Statement statement) {}

    @Override
    public void attributedUsage(AttributedUsage usage) {}

    @Override
    public void warehouseEvent(WarehouseEvent event) {}

    @Override
    public void warehouse(WarehouseVersion version) {}

    @Override
    public void cluster(ClusterVersion version) {}

    @Override
    public void job(JobVersion version) {}

    @Override
    public void jobRun(JobRunSlice slice) {}

    @Override
    public void taskRun(TaskRunSlice slice) {}

    @Override
    public void pipeline(PipelineVersion version) {}

    @Override
    public void pipelineUpdate(PipelineUpdateSlice slice) {}

    @Override
    public void bundleLink(BundleLink link) {}

    @Override
    public void execution(RecordedExecution execution) {}

    @Override
    public void readable(SystemTable table) {}
}
