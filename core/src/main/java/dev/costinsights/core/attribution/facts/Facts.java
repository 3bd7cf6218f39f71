package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.model.WarehouseVersion;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that a run knows, complete and sealed. Close it to give back the disk. */
public final class Facts implements AutoCloseable {

    private final UsageStore usage;
    private final StatementStore statements;
    private final PriceBook prices;
    private final Runs runs;
    private final History<JobVersion> jobs;
    private final History<PipelineVersion> pipelines;
    private final History<BundleLink> jobBundles;
    private final History<BundleLink> pipelineBundles;
    private final History<ClusterVersion> clusters;
    private final History<WarehouseVersion> warehouses;
    private final Map<ObjectKey, UpdateTrigger> updates;
    private final Map<ObjectKey, List<WarehouseEvent>> events;
    /** When the first event of each workspace was. */
    private final Map<String, Long> firstEvents = new HashMap<>();

    private final long firstEvent;
    private final Map<ObjectKey, Collection<AttributedUsage>> attributed;
    private final Map<ObjectKey, List<ClusterStatement>> clusterStatements;
    private final Recordings recordings;
    private final long knownUntil;
    private final Set<SystemTable> readable;

    Facts(FactCollector collected) {
        this.usage = collected.usage;
        this.statements = collected.statements;
        this.prices = collected.prices.build();
        this.runs = collected.runs;
        this.jobs = collected.jobs;
        this.pipelines = collected.pipelines;
        this.jobBundles = collected.jobBundles;
        this.pipelineBundles = collected.pipelineBundles;
        this.clusters = collected.clusters;
        this.warehouses = collected.warehouses;
        this.updates = collected.updates;
        this.events = collected.events;
        events.forEach((warehouse, ofIt) ->
                ofIt.forEach(event -> firstEvents.merge(warehouse.workspaceId(), event.timeMicros(), Math::min)));
        this.firstEvent =
                firstEvents.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        this.attributed = collected.attributedByRecord();
        this.clusterStatements = collected.clusterStatements();
        this.recordings = collected.recordings;
        this.knownUntil = collected.knownUntil;
        this.readable = Set.copyOf(collected.readable);
    }

    public UsageStore usage() {
        return usage;
    }

    /**
     * The end of the newest ingestion date of any usage that there is, in microseconds; the newest end of a record in the
     * window where no date is known, and 0 without any.
     */
    public long newestKnowledge() {
        return knownUntil != Long.MIN_VALUE ? knownUntil : usage.newestEnd();
    }

    public StatementStore statements() {
        return statements;
    }

    public PriceBook prices() {
        return prices;
    }

    public Runs runs() {
        return runs;
    }

    public History<JobVersion> jobs() {
        return jobs;
    }

    public History<PipelineVersion> pipelines() {
        return pipelines;
    }

    /** Where jobs were deployed from. */
    public History<BundleLink> jobBundles() {
        return jobBundles;
    }

    /** Where pipelines were deployed from. */
    public History<BundleLink> pipelineBundles() {
        return pipelineBundles;
    }

    public History<ClusterVersion> clusters() {
        return clusters;
    }

    public History<WarehouseVersion> warehouses() {
        return warehouses;
    }

    /** What started an update, or null. */
    public UpdateTrigger update(ObjectKey update) {
        return updates.get(update);
    }

    /** Events of a warehouse in no order; never null. */
    public List<WarehouseEvent> events(ObjectKey warehouse) {
        return events.getOrDefault(warehouse, List.of());
    }

    /**
     * Whether warehouses of other workspaces have events before a time and none of this workspace has: they are those of other
     * regions. Later events do not count, so that it does not depend on how far after the window facts reach.
     */
    public boolean isInUnreadRegion(String workspaceId, long beforeMicros) {
        return firstEvents.getOrDefault(workspaceId, Long.MAX_VALUE) >= beforeMicros && firstEvent < beforeMicros;
    }

    /** Databricks' own shares in a usage record, each row once; never null. The key's id is the record's. */
    public Collection<AttributedUsage> attributed(ObjectKey record) {
        return attributed.getOrDefault(record, List.of());
    }

    /** Whether Databricks' own split says anything at all. */
    public boolean hasAttributed() {
        return !attributed.isEmpty();
    }

    /** Statements that ran on a cluster, by id; never null. */
    public List<ClusterStatement> onCluster(ObjectKey cluster) {
        return clusterStatements.getOrDefault(cluster, List.of());
    }

    public Recordings recordings() {
        return recordings;
    }

    public boolean isReadable(SystemTable table) {
        return readable.contains(table);
    }

    @Override
    public void close() throws IOException {
        statements.close();
    }
}
