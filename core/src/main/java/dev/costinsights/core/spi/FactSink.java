package dev.costinsights.core.spi;

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

/**
 * Where a source puts its facts. Implemented by the engine only; may grow. One thread at a time.
 *
 * <p>A call may block while the engine is busy, which is how a source is held back. Reading a fact twice changes
 * nothing. No fact is refused for its content: odd ones are kept and flagged.
 */
public interface FactSink {

    void usage(UsageRecord record);

    /**
     * Says until when the bill is known: the end of the newest ingestion date in all that a source can read of it, also of
     * usage outside the window, which it need not hand over. Several calls, and what usage itself says: the latest counts.
     *
     * @param micros microseconds since 1970, UTC
     */
    default void knownUntil(long micros) {}

    void price(Price price);

    void discount(Discount discount);

    /**
     * Takes a statement. One that names neither warehouse nor cluster ran on serverless compute, which is billed to the
     * job or notebook by id; it explains no cost, so a source need not hand it over.
     */
    void statement(Statement statement);

    void attributedUsage(AttributedUsage usage);

    void warehouseEvent(WarehouseEvent event);

    void warehouse(WarehouseVersion version);

    void cluster(ClusterVersion version);

    void job(JobVersion version);

    void jobRun(JobRunSlice slice);

    void taskRun(TaskRunSlice slice);

    void pipeline(PipelineVersion version);

    void pipelineUpdate(PipelineUpdateSlice slice);

    /** Takes where a job or pipeline was deployed from, for those of which its own versions do not say. */
    void bundleLink(BundleLink link);

    /**
     * Takes what a wrapped client recorded of an execution. Several recordings of one execution may come, in any order.
     * One that knows only its session speaks for statements that come after it: see {@link RecordingSource}.
     */
    void execution(RecordedExecution execution);

    /**
     * Says that a table was read to its end, even if it held nothing. A table of which no source says so counts as not
     * readable, and the rows that it would have explained carry that as their reason.
     */
    void readable(SystemTable table);
}
