package dev.costinsights.core.oracle;

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
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a source tells: every distinct row once, and which tables were read. */
final class OracleFacts implements FactSink {

    final Set<UsageRecord> usage = new LinkedHashSet<>();
    final Set<Price> prices = new LinkedHashSet<>();
    final Set<Discount> discounts = new LinkedHashSet<>();
    final Set<Statement> statements = new LinkedHashSet<>();
    final Set<AttributedUsage> attributedUsage = new LinkedHashSet<>();
    final Set<WarehouseEvent> warehouseEvents = new LinkedHashSet<>();
    final Set<WarehouseVersion> warehouses = new LinkedHashSet<>();
    final Set<ClusterVersion> clusters = new LinkedHashSet<>();
    final Set<JobVersion> jobs = new LinkedHashSet<>();
    final Set<JobRunSlice> jobRuns = new LinkedHashSet<>();
    final Set<TaskRunSlice> taskRuns = new LinkedHashSet<>();
    final Set<PipelineVersion> pipelines = new LinkedHashSet<>();
    final Set<PipelineUpdateSlice> pipelineUpdates = new LinkedHashSet<>();
    final Set<BundleLink> bundleLinks = new LinkedHashSet<>();
    final Set<RecordedExecution> recorded = new LinkedHashSet<>();
    final Set<SystemTable> readable = EnumSet.noneOf(SystemTable.class);

    static OracleFacts of(Bill bill) {
        OracleFacts facts = new OracleFacts();
        bill.deliver(facts);
        return facts;
    }

    @Override
    public void usage(UsageRecord record) {
        usage.add(record);
    }

    @Override
    public void price(Price price) {
        prices.add(price);
    }

    @Override
    public void discount(Discount discount) {
        discounts.add(discount);
    }

    @Override
    public void statement(Statement statement) {
        statements.add(statement);
    }

    @Override
    public void attributedUsage(AttributedUsage row) {
        attributedUsage.add(row);
    }

    @Override
    public void warehouseEvent(WarehouseEvent event) {
        warehouseEvents.add(event);
    }

    @Override
    public void warehouse(WarehouseVersion version) {
        warehouses.add(version);
    }

    @Override
    public void cluster(ClusterVersion version) {
        clusters.add(version);
    }

    @Override
    public void job(JobVersion version) {
        jobs.add(version);
    }

    @Override
    public void jobRun(JobRunSlice slice) {
        jobRuns.add(slice);
    }

    @Override
    public void taskRun(TaskRunSlice slice) {
        taskRuns.add(slice);
    }

    @Override
    public void pipeline(PipelineVersion version) {
        pipelines.add(version);
    }

    @Override
    public void bundleLink(BundleLink link) {
        bundleLinks.add(link);
    }

    @Override
    public void pipelineUpdate(PipelineUpdateSlice slice) {
        pipelineUpdates.add(slice);
    }

    @Override
    public void execution(RecordedExecution execution) {
        recorded.add(execution);
    }

    @Override
    public void readable(SystemTable table) {
        readable.add(table);
    }
}
