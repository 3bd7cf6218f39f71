package dev.costinsights.plugin.systemtables;

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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Keeps what a source hands over. */
final class RecordedFacts implements FactSink {

    private final List<Object> facts = new ArrayList<>();
    private long knownUntil = Long.MIN_VALUE;
    private final Set<SystemTable> readable = EnumSet.noneOf(SystemTable.class);

    <T> List<T> all(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T> T only(Class<T> type) {
        List<T> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " facts of type " + type.getSimpleName() + ": " + found);
        }
        return found.get(0);
    }

    /** Facts as text with everything in them, in an order of their own. */
    List<String> sorted() {
        return facts.stream().map(RecordedFacts::text).sorted().toList();
    }

    Set<SystemTable> readable() {
        return readable;
    }

    private static String text(Object fact) {
        if (fact instanceof UsageRecord usage) {
            return usage + " " + usage.origin().customTags() + usage.origin().serverless()
                    + usage.origin().runAs() + usage.origin().ownedBy()
                    + usage.origin().createdBy() + usage.origin().cloud();
        }
        if (fact instanceof Statement statement) {
            return statement + " " + statement.origin().queryTags()
                    + statement.origin().source() + statement.origin().comment()
                    + statement.origin().clientApplication()
                    + statement.origin().accountId();
        }
        return fact.toString();
    }

    @Override
    public void bundleLink(BundleLink link) {
        facts.add(link);
    }

    @Override
    public void usage(UsageRecord record) {
        facts.add(record);
    }

    @Override
    public void knownUntil(long micros) {
        knownUntil = Math.max(knownUntil, micros);
    }

    long knownUntil() {
        return knownUntil;
    }

    @Override
    public void price(Price price) {
        facts.add(price);
    }

    @Override
    public void discount(Discount discount) {
        facts.add(discount);
    }

    @Override
    public void statement(Statement statement) {
        facts.add(statement);
    }

    @Override
    public void attributedUsage(AttributedUsage usage) {
        facts.add(usage);
    }

    @Override
    public void warehouseEvent(WarehouseEvent event) {
        facts.add(event);
    }

    @Override
    public void warehouse(WarehouseVersion version) {
        facts.add(version);
    }

    @Override
    public void cluster(ClusterVersion version) {
        facts.add(version);
    }

    @Override
    public void job(JobVersion version) {
        facts.add(version);
    }

    @Override
    public void jobRun(JobRunSlice slice) {
        facts.add(slice);
    }

    @Override
    public void taskRun(TaskRunSlice slice) {
        facts.add(slice);
    }

    @Override
    public void pipeline(PipelineVersion version) {
        facts.add(version);
    }

    @Override
    public void pipelineUpdate(PipelineUpdateSlice slice) {
        facts.add(slice);
    }

    @Override
    public void execution(RecordedExecution execution) {
        throw new AssertionError("tables hold no recordings");
    }

    @Override
    public void readable(SystemTable table) {
        readable.add(table);
    }
}
