package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.attribution.product.Assignment;
import dev.costinsights.core.attribution.product.ProductRules;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.core.spi.FactSink;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes facts from the sources, one at a time, and packs them. Close it to give back the disk, sealed or not. */
public final class FactCollector implements FactSink, AutoCloseable {

    /** What statements may take in memory before they go to a file: about a quarter of a million of them. */
    private static final long STATEMENT_MEMORY = 16L << 20;

    private static final Set<String> SHARED_CLUSTERS = Set.of("UI", "API");

    final UsageStore usage = new UsageStore(this::see);
    final StatementStore statements;
    final PriceBook.Builder prices;
    final Runs runs = new Runs();
    final History<JobVersion> jobs = new History<>(JobVersion::changeMicros);
    final History<PipelineVersion> pipelines = new History<>(PipelineVersion::changeMicros);
    final History<ClusterVersion> clusters = new History<>(ClusterVersion::changeMicros);
    final History<WarehouseVersion> warehouses = new History<>(WarehouseVersion::changeMicros);
    final History<BundleLink> jobBundles = new History<>(BundleLink::sinceMicros);
    final History<BundleLink> pipelineBundles = new History<>(BundleLink::sinceMicros);
    final Map<ObjectKey, UpdateTrigger> updates = new HashMap<>();
    final Map<ObjectKey, List<WarehouseEvent>> events = new HashMap<>();
    final Recordings recordings = new Recordings();
    final Set<SystemTable> readable = EnumSet.noneOf(SystemTable.class);

    /** Until when the bill is known, in the window or not; {@link Long#MIN_VALUE} where nothing says so. */
    long knownUntil = Long.MIN_VALUE;

    private final TimeSpan window;
    private final long evidenceEnd;
    private final EvidencePool evidence;
    private final Map<ObjectKey, AttributedUsage> attributed = new HashMap<>();
    /** Those of which a record does not name the user. */
    private final Set<ObjectKey> billedClusters = new HashSet<>();

    private final Map<ObjectKey, Statement> onClusters = new HashMap<>();
    private LocalDate newestIngestion = LocalDate.MIN;

    /** @param reader finds attribution contexts in the tags and comments of statements */
    public FactCollector(AttributionOptions options, ContextReader reader) {
        this.window = options.window();
        this.evidenceEnd = options.evidenceEnd().map(TimeSpan::micros).orElse(TimeSpan.FOREVER);
        this.evidence = new EvidencePool(reader);
        this.statements = new StatementStore(evidence, options.spillFolder(), STATEMENT_MEMORY);
        this.prices = PriceBook.builder().currency(options.currency());
    }

    /** Sessions that recordings without an id name, as far as they were collected. */
    public Set<String> recordedSessions() {
        return recordings.sessions();
    }

    /** What begins at this moment or later is not taken; {@link TimeSpan#FOREVER} when all is. */
    public long evidenceEndMicros() {
        return evidenceEnd;
    }

    /** Ends the collection; the collector takes nothing afterwards. The facts use its disk: closing either closes both. */
    public Facts seal() {
        // Before the evidence is sealed, of which the statements on clusters make more.
        Facts facts = new Facts(this);
        usage.seal();
        statements.seal();
        runs.seal(billedClusters, updates);
        jobs.seal();
        pipelines.seal();
        jobBundles.seal();
        pipelineBundles.seal();
        clusters.seal();
        warehouses.seal();
        return facts;
    }

    @Override
    public void usage(UsageRecord record) {
        LocalDate ingested = record.ingestionDate();
        if (ingested != null && ingested.isAfter(newestIngestion)) {
            newestIngestion = ingested;
            knownUntil(TimeSpan.micros(
                    ingested.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
        }
        if (window.contains(record.span().startMicros())) {
            usage.add(record);
        }
    }

    @Override
    public void knownUntil(long micros) {
        knownUntil = Math.max(knownUntil, micros);
    }

    @Override
    public void price(Price price) {
        prices.add(price);
    }

    @Override
    public void discount(Discount discount) {
        prices.add(discount);
    }

    @Override
    public void statement(Statement statement) {
        if (isTooLate(statement.span().startMicros())) {
            return;
        }
        recordings.see(statement);
        // Statements on serverless compute explain nothing: their compute is billed to the job or notebook by id.
        if (statement.origin().warehouseId() != null) {
            statements.add(statement);
        } else if (statement.origin().clusterId() != null) {
            ObjectKey key = new ObjectKey(statement.origin().workspaceId(), statement.statementId());
            onClusters.merge(key, statement, FactCollector::newer);
        }
    }

    @Override
    public void attributedUsage(AttributedUsage row) {
        if (isTooLate(row.span().startMicros())) {
            return;
        }
        ObjectKey key = new ObjectKey(row.workspaceId(), row.recordId());
        attributed.merge(key, row, (a, b) -> a.toString().compareTo(b.toString()) < 0 ? b : a);
    }

    @Override
    public void warehouseEvent(WarehouseEvent event) {
        if (isTooLate(event.timeMicros())) {
            return;
        }
        events.computeIfAbsent(new ObjectKey(event.workspaceId(), event.warehouseId()), k -> new ArrayList<>())
                .add(event);
    }

    @Override
    public void warehouse(WarehouseVersion version) {
        warehouses.add(new ObjectKey(version.workspaceId(), version.warehouseId()), version);
    }

    @Override
    public void cluster(ClusterVersion version) {
        // Only the owner of a shared cluster is ever asked for, and clusters of single jobs are many.
        if (version.source() == null || SHARED_CLUSTERS.contains(version.source())) {
            clusters.add(new ObjectKey(version.workspaceId(), version.clusterId()), version);
        }
    }

    @Override
    public void job(JobVersion version) {
        jobs.add(new ObjectKey(version.workspaceId(), version.jobId()), version);
    }

    @Override
    public void jobRun(JobRunSlice slice) {
        if (!isTooLate(slice.span().startMicros())) {
            runs.add(slice);
        }
    }

    @Override
    public void taskRun(TaskRunSlice slice) {
        if (!isTooLate(slice.span().startMicros())) {
            runs.add(slice);
        }
    }

    @Override
    public void pipeline(PipelineVersion version) {
        pipelines.add(new ObjectKey(version.workspaceId(), version.pipelineId()), version);
    }

    @Override
    public void pipelineUpdate(PipelineUpdateSlice slice) {
        if (isTooLate(slice.span().startMicros())) {
            return;
        }
        ObjectKey key = new ObjectKey(slice.workspaceId(), slice.updateId());
        UpdateTrigger known = updates.getOrDefault(key, new UpdateTrigger(null, null, null));
        updates.put(key, known.with(slice));
    }

    @Override
    public void bundleLink(BundleLink link) {
        History<BundleLink> links = link.type() == ExecutionType.JOB ? jobBundles : pipelineBundles;
        links.add(new ObjectKey(link.workspaceId(), link.objectId()), link);
    }

    @Override
    public void execution(RecordedExecution execution) {
        recordings.add(execution);
    }

    @Override
    public void readable(SystemTable table) {
        readable.add(table);
    }

    @Override
    public void close() throws IOException {
        statements.close();
    }

    private boolean isTooLate(long startMicros) {
        return startMicros >= evidenceEnd;
    }

    private void see(UsageOrigin origin) {
        Assignment assignment = ProductRules.assign(origin);
        if (assignment.path() == Assignment.Path.CLUSTER) {
            billedClusters.add(
                    new ObjectKey(origin.workspaceId(), assignment.resource().id()));
        }
    }

    Map<ObjectKey, Collection<AttributedUsage>> attributedByRecord() {
        Map<ObjectKey, Map<String, AttributedUsage>> byRecord = new HashMap<>();
        for (AttributedUsage row : attributed.values()) {
            for (String record : row.usageRecordIds()) {
                // By statement first: the order in which they share.
                byRecord.computeIfAbsent(new ObjectKey(row.workspaceId(), record), k -> new TreeMap<>())
                        .put(row.statementId() + '\u0000' + row.recordId(), row);
            }
        }
        Map<ObjectKey, Collection<AttributedUsage>> rows = new HashMap<>();
        byRecord.forEach((record, ordered) -> rows.put(record, List.copyOf(ordered.values())));
        return rows;
    }

    Map<ObjectKey, List<ClusterStatement>> clusterStatements() {
        Map<ObjectKey, List<ClusterStatement>> byCluster = new HashMap<>();
        for (Statement statement : onClusters.values()) {
            Intervals active = new Intervals();
            active.add(new TimeSpan(
                    statement.span().startMicros() + statement.waitingMillis() * 1000,
                    statement.span().endMicros() + statement.resultFetchMillis() * 1000));
            active.seal();
            byCluster
                    .computeIfAbsent(
                            new ObjectKey(
                                    statement.origin().workspaceId(),
                                    statement.origin().clusterId()),
                            k -> new ArrayList<>())
                    .add(new ClusterStatement(
                            statement.statementId(), evidence.evidenceOf(statement.origin()), active));
        }
        byCluster.values().forEach(list -> list.sort(Comparator.comparing(ClusterStatement::statementId)));
        return byCluster;
    }

    private static Statement newer(Statement left, Statement right) {
        if (left.updateMicros() != right.updateMicros()) {
            return left.updateMicros() > right.updateMicros() ? left : right;
        }
        return left.toString().compareTo(right.toString()) >= 0 ? left : right;
    }
}
