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
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.host.facts.FactListener;
import dev.costinsights.host.plugin.WrappedSource;

/** A source of which the facts are counted, and told to a listener, while they pass. */
final class WatchedSource {

    private WatchedSource() {}

    static CostSource of(CostSource source, Progress progress, FactListener listener) {
        return WrappedSource.of(source, (request, facts) -> {
            progress.phase("rows read");
            source.collect(request, new Counted(facts, progress.counter(), listener));
            progress.phase("rows attributed");
        });
    }

    private static final class Counted implements FactSink {
        private final FactSink facts;
        private final Progress.Counter counter;
        private final FactListener listener;

        Counted(FactSink facts, Progress.Counter counter, FactListener listener) {
            this.facts = facts;
            this.counter = counter;
            this.listener = listener;
        }

        @Override
        public void usage(UsageRecord record) {
            counter.step();
            facts.usage(record);
        }

        @Override
        public void knownUntil(long micros) {
            facts.knownUntil(micros);
        }

        @Override
        public void price(Price price) {
            counter.step();
            listener.price(price);
            facts.price(price);
        }

        @Override
        public void discount(Discount discount) {
            counter.step();
            facts.discount(discount);
        }

        @Override
        public void bundleLink(BundleLink link) {
            counter.step();
            listener.bundleLink(link);
            facts.bundleLink(link);
        }

        @Override
        public void statement(Statement statement) {
            counter.step();
            listener.statement(statement);
            facts.statement(statement);
        }

        @Override
        public void attributedUsage(AttributedUsage usage) {
            counter.step();
            facts.attributedUsage(usage);
        }

        @Override
        public void warehouseEvent(WarehouseEvent event) {
            counter.step();
            facts.warehouseEvent(event);
        }

        @Override
        public void warehouse(WarehouseVersion version) {
            counter.step();
            listener.warehouse(version);
            facts.warehouse(version);
        }

        @Override
        public void cluster(ClusterVersion version) {
            counter.step();
            listener.cluster(version);
            facts.cluster(version);
        }

        @Override
        public void job(JobVersion version) {
            counter.step();
            facts.job(version);
        }

        @Override
        public void jobRun(JobRunSlice slice) {
            counter.step();
            listener.jobRun(slice);
            facts.jobRun(slice);
        }

        @Override
        public void taskRun(TaskRunSlice slice) {
            counter.step();
            listener.taskRun(slice);
            facts.taskRun(slice);
        }

        @Override
        public void pipeline(PipelineVersion version) {
            counter.step();
            facts.pipeline(version);
        }

        @Override
        public void pipelineUpdate(PipelineUpdateSlice slice) {
            counter.step();
            listener.pipelineUpdate(slice);
            facts.pipelineUpdate(slice);
        }

        @Override
        public void execution(RecordedExecution execution) {
            counter.step();
            facts.execution(execution);
        }

        @Override
        public void readable(SystemTable table) {
            listener.readable(table);
            facts.readable(table);
        }
    }
}
