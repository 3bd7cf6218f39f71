package dev.costinsights.host.estimate;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.host.facts.FactListener;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Listens to a pass of the engine, and knows afterwards how long each job run and pipeline update ran and what was billed for
 * it; for each warehouse and day, how long its statements ran together and what was billed for them. A statement that comes
 * in several versions counts each time, which calibration evens out as long as it stays so. One thread.
 */
public final class BilledWorks implements FactListener, LedgerSink {

    private final Map<Work.Key, Work> works = new HashMap<>();
    private final KnownCompute computes = new KnownCompute();
    private final List<Price> prices = new ArrayList<>();
    private final List<WarehouseVersion> warehouses = new ArrayList<>();

    @Override
    public void price(Price price) {
        prices.add(price);
    }

    @Override
    public void statement(Statement statement) {
        String warehouse = statement.origin().warehouseId();
        if (warehouse != null && !statement.fromResultCache()) {
            LocalDate day =
                    LocalDate.ofInstant(TimeSpan.instant(statement.span().startMicros()), ZoneOffset.UTC);
            Work work = warehouse(statement.origin().workspaceId(), warehouse, day);
            work.ran(statement.span());
        }
    }

    @Override
    public void warehouse(WarehouseVersion version) {
        warehouses.add(version);
        computes.add(version);
    }

    @Override
    public void cluster(ClusterVersion version) {
        computes.add(version);
    }

    @Override
    public void taskRun(TaskRunSlice slice) {
        if (slice.jobRunId() != null) {
            work(EstimationKind.JOB, slice.workspaceId(), slice.jobRunId()).task(slice);
        }
    }

    @Override
    public void jobRun(JobRunSlice slice) {
        Work work = work(EstimationKind.JOB, slice.workspaceId(), slice.runId());
        work.of(slice.jobId());
        work.ran(slice.span());
        if (slice.resultState() != null) {
            work.end();
        }
    }

    /** The timeline's last slice of an update is not marked, but one that is billed and in the past has ended. */
    @Override
    public void pipelineUpdate(PipelineUpdateSlice slice) {
        Work work = work(EstimationKind.PIPELINE, slice.workspaceId(), slice.updateId());
        work.of(slice.pipelineId());
        work.ran(slice.span());
        work.end();
    }

    @Override
    public void row(LedgerRow row) {
        if (row.category() != Category.DIRECT && row.category() != Category.ALLOCATED) {
            return;
        }
        String workspace = row.charge().origin().workspaceId();
        Work work =
                switch (row.executionType()) {
                    case JOB_RUN -> work(EstimationKind.JOB, workspace, row.executionId());
                    case JOB_TASK_RUN -> run(workspace, row.context().jobRunId());
                    case PIPELINE_UPDATE -> work(EstimationKind.PIPELINE, workspace, row.executionId());
                    case STATEMENT ->
                        row.charge().resource().type() == ResourceType.WAREHOUSE
                                ? warehouse(
                                        workspace,
                                        row.charge().resource().id(),
                                        row.charge().usageDate())
                                : null;
                    default -> null;
                };
        if (work != null) {
            work.billed(row.charge().usageDate(), row.charge().origin(), row.quantity(), row.listCost());
        }
    }

    /** Prices that passed. */
    public List<Price> prices() {
        return prices;
    }

    /** Warehouses that passed. */
    List<WarehouseVersion> warehouses() {
        return warehouses;
    }

    /** What each day's bill says of each, in no order. */
    public List<WorkOfDay> days() {
        return works.values().stream().flatMap(work -> work.days(computes)).toList();
    }

    private Work run(String workspace, String runId) {
        if (runId == null) {
            return null;
        }
        return work(EstimationKind.JOB, workspace, runId);
    }

    private Work warehouse(String workspace, String warehouse, LocalDate day) {
        Work work = work(EstimationKind.WAREHOUSE, workspace, warehouse + " " + day);
        work.of(warehouse);
        work.end();
        return work;
    }

    private Work work(EstimationKind kind, String workspace, String id) {
        return works.computeIfAbsent(new Work.Key(kind, workspace, id), Work::new);
    }
}
