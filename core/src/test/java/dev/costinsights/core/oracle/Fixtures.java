package dev.costinsights.core.oracle;

import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.model.WarehouseVersion;
import java.math.BigDecimal;
import java.util.Map;

/** The words of the hand-made bills. Whatever a test does not name is the same everywhere. */
public final class Fixtures {

    public static final String ACCOUNT = "acme";
    public static final String WORKSPACE = "101";
    public static final String CLOUD = "AWS";
    public static final String SKU = "SKU";
    public static final String UNIT = "DBU";
    public static final String JOB = "j1";

    private static final long LONG_AGO = Time.at("2020-01-01T00:00");

    private Fixtures() {}

    public static UsageFixture usage(String recordId) {
        return new UsageFixture(recordId);
    }

    /** A usage record of a SQL warehouse. */
    public static UsageFixture warehouseUsage(String recordId, String warehouseId) {
        return usage(recordId).product("SQL").key(UsageKey.WAREHOUSE_ID, warehouseId);
    }

    /** A usage record of an all-purpose cluster. */
    public static UsageFixture clusterUsage(String recordId, String clusterId) {
        return usage(recordId).product("ALL_PURPOSE").key(UsageKey.CLUSTER_ID, clusterId);
    }

    /** A usage record of a job run. */
    public static UsageFixture runUsage(String recordId, String runId) {
        return usage(recordId).product("JOBS").key(UsageKey.JOB_ID, JOB).key(UsageKey.JOB_RUN_ID, runId);
    }

    /** A usage record of a pipeline update. */
    public static UsageFixture updateUsage(String recordId, String pipelineId, String updateId) {
        return usage(recordId)
                .product("DLT")
                .key(UsageKey.DLT_PIPELINE_ID, pipelineId)
                .key(UsageKey.DLT_UPDATE_ID, updateId);
    }

    public static StatementFixture statement(String id, String start, String end) {
        return new StatementFixture(id, Time.between(start, end));
    }

    public static TaskFixture task(String taskRunId, String runId) {
        return new TaskFixture(taskRunId, runId);
    }

    public static RunFixture run(String runId) {
        return new RunFixture(runId);
    }

    /** A dollar a unit, always. */
    public static Fact aDollar() {
        return price(PriceSource.LIST, "USD", "1", LONG_AGO, TimeSpan.FOREVER);
    }

    public static Fact listPrice(String amount, String start, String end) {
        return price(PriceSource.LIST, "USD", amount, Time.at(start), end == null ? TimeSpan.FOREVER : Time.at(end));
    }

    /** A price that holds always. */
    public static Fact price(PriceSource source, String currency, String amount) {
        return price(source, currency, amount, LONG_AGO, TimeSpan.FOREVER);
    }

    public static Fact skuPrice(String sku, String currency, String amount) {
        TimeSpan always = new TimeSpan(LONG_AGO, TimeSpan.FOREVER);
        return Fact.of(new Price(PriceSource.LIST, "", CLOUD, sku, UNIT, currency, always, new BigDecimal(amount)));
    }

    private static Fact price(PriceSource source, String currency, String amount, long start, long end) {
        String account = source == PriceSource.ACCOUNT ? ACCOUNT : "";
        TimeSpan validity = new TimeSpan(start, end);
        return Fact.of(new Price(source, account, CLOUD, SKU, UNIT, currency, validity, new BigDecimal(amount)));
    }

    public static Fact discount(String skuPattern, String percent) {
        TimeSpan always = new TimeSpan(LONG_AGO, TimeSpan.FOREVER);
        return Fact.of(new Discount(skuPattern, "", always, new BigDecimal(percent)));
    }

    /** An event that does not say how many clusters run. */
    public static Fact event(String warehouseId, String time, WarehouseEvent.Type type) {
        return Fact.of(new WarehouseEvent(ACCOUNT, WORKSPACE, warehouseId, type, null, Time.at(time)));
    }

    public static Fact event(String warehouseId, String time, WarehouseEvent.Type type, int clusters) {
        return Fact.of(new WarehouseEvent(ACCOUNT, WORKSPACE, warehouseId, type, clusters, Time.at(time)));
    }

    /** How a job was from a time on. */
    public static Fact job(String jobId, String since, String name, Map<String, String> tags) {
        return Fact.of(new JobVersion(
                ACCOUNT,
                WORKSPACE,
                jobId,
                name,
                "owner-of-" + jobId,
                tags,
                null,
                null,
                Time.at(since),
                TimeSpan.FOREVER));
    }

    /** How a pipeline was from a time on. */
    public static Fact pipeline(String pipelineId, String since, Map<String, String> tags) {
        return Fact.of(new PipelineVersion(
                ACCOUNT, WORKSPACE, pipelineId, pipelineId, null, tags, Time.at(since), TimeSpan.FOREVER));
    }

    /** An update that a task of a job started. */
    public static Fact updateByJob(String pipelineId, String updateId, String jobId, String taskRunId) {
        return Fact.of(new PipelineUpdateSlice(
                ACCOUNT, WORKSPACE, pipelineId, updateId, Time.between("10:00", "11:00"), null, jobId, taskRunId));
    }

    /** Who created a warehouse, as its history knows from a time on. */
    public static Fact warehouse(String warehouseId, String since, String creator) {
        return Fact.of(new WarehouseVersion(
                ACCOUNT,
                WORKSPACE,
                warehouseId,
                warehouseId,
                null,
                null,
                Map.of(),
                creator,
                Time.at(since),
                TimeSpan.FOREVER));
    }

    /** Who owns a cluster. */
    public static Fact cluster(String clusterId, String owner) {
        return Fact.of(new ClusterVersion(
                ACCOUNT, WORKSPACE, clusterId, clusterId, owner, "UI", Map.of(), Map.of(), LONG_AGO, TimeSpan.FOREVER));
    }
}
