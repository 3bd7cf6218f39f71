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
import dev.costinsights.core.model.StatementOrigin;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.core.spi.FactSink;
import java.util.List;
import java.util.function.Consumer;

/**
 * One row of a system table, and the door of the sink that it goes through.
 *
 * @param value the row
 */
public record Fact(Object value, Consumer<FactSink> delivery) implements Evidence {

    public static Fact of(UsageRecord value) {
        return new Fact(value, sink -> sink.usage(value));
    }

    public static Fact of(Price value) {
        return new Fact(value, sink -> sink.price(value));
    }

    public static Fact of(Discount value) {
        return new Fact(value, sink -> sink.discount(value));
    }

    public static Fact of(Statement value) {
        return new Fact(value, sink -> sink.statement(value));
    }

    public static Fact of(AttributedUsage value) {
        return new Fact(value, sink -> sink.attributedUsage(value));
    }

    public static Fact of(WarehouseEvent value) {
        return new Fact(value, sink -> sink.warehouseEvent(value));
    }

    public static Fact of(WarehouseVersion value) {
        return new Fact(value, sink -> sink.warehouse(value));
    }

    public static Fact of(ClusterVersion value) {
        return new Fact(value, sink -> sink.cluster(value));
    }

    public static Fact of(JobVersion value) {
        return new Fact(value, sink -> sink.job(value));
    }

    public static Fact of(JobRunSlice value) {
        return new Fact(value, sink -> sink.jobRun(value));
    }

    public static Fact of(TaskRunSlice value) {
        return new Fact(value, sink -> sink.taskRun(value));
    }

    public static Fact of(PipelineVersion value) {
        return new Fact(value, sink -> sink.pipeline(value));
    }

    public static Fact of(PipelineUpdateSlice value) {
        return new Fact(value, sink -> sink.pipelineUpdate(value));
    }

    public static Fact of(BundleLink value) {
        return new Fact(value, sink -> sink.bundleLink(value));
    }

    public static Fact of(RecordedExecution value) {
        return new Fact(value, sink -> sink.execution(value));
    }

    void deliver(FactSink sink) {
        delivery.accept(sink);
    }

    @Override
    public List<Fact> facts() {
        return List.of(this);
    }

    /** With the tags and identities that the rows' own words leave out. */
    @Override
    public String toString() {
        if (value instanceof UsageRecord record) {
            UsageOrigin origin = record.origin();
            return record + " run_as=" + origin.runAs() + " owned_by=" + origin.ownedBy() + " created_by="
                    + origin.createdBy() + " tags=" + origin.customTags();
        }
        if (value instanceof Statement statement) {
            StatementOrigin origin = statement.origin();
            return statement + " " + origin.source() + " tags=" + origin.queryTags() + " comment=" + origin.comment()
                    + " session=" + origin.sessionId();
        }
        return value.toString();
    }
}
