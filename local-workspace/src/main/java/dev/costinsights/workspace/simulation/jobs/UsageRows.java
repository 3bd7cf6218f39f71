package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.simulation.Billing;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.math.BigDecimal;
import java.util.function.BiConsumer;

/** Rows of billing.usage. */
final class UsageRows {
    static final Workspace WORKSPACE = Company.WORKSPACES.get(0);
    private static final long DAY = 86_400_000L;
    private static final int MICRO_SCALE = 6;

    private final RowWriter rows;
    private final JobCompany company;
    private final Billing billing;

    UsageRows(RowWriter rows, JobCompany company, Billing billing) {
        this.rows = rows;
        this.company = company;
        this.billing = billing;
    }

    void write() {
        bills(company, billing, this::row);
    }

    /** Every row that the bill will have, with what it bills. */
    static void bills(JobCompany company, Billing billing, BiConsumer<UsageTruth, Billing.Row> bill) {
        long number = 0;
        for (UsageTruth usage : company.usage()) {
            BigDecimal quantity = BigDecimal.valueOf(usage.microDbu(), MICRO_SCALE);
            billing.rows("simulated-" + number++, usage.end(), quantity).forEach(row -> bill.accept(usage, row));
        }
    }

    private void row(UsageTruth usage, Billing.Row bill) {
        BilledFor billedFor = usage.billedFor();
        SimulatedPipeline pipeline = billedFor.pipeline();
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", WORKSPACE.id())
                .set("record_id", bill.recordId())
                .set("sku_name", usage.sku().name())
                .set("cloud", WORKSPACE.cloud())
                .setTime("usage_start_time", usage.start())
                .setTime("usage_end_time", usage.end())
                .set("usage_date", usage.start() / DAY)
                .set("custom_tags", Json.map(billedFor.tags()))
                .set("usage_unit", "DBU")
                .set("usage_quantity", bill.quantity())
                .set("usage_metadata", metadata(usage))
                .set("identity_metadata", Json.object("run_as", runAs(usage)))
                .set("record_type", bill.recordType())
                .set("ingestion_date", bill.ingested() / DAY)
                .set("billing_origin_product", usage.isShared() ? "ALL_PURPOSE" : pipeline == null ? "JOBS" : "DLT")
                .set(
                        "product_features",
                        new Json()
                                .open()
                                .field(
                                        "dlt_tier",
                                        pipeline == null || pipeline.isServerless() ? null : pipeline.edition())
                                .field("is_serverless", usage.cluster() == null)
                                .close())
                .set("usage_type", "COMPUTE_TIME")
                .end();
    }

    private static String runAs(UsageTruth usage) {
        if (usage.isShared()) {
            return usage.cluster().owner();
        }
        SimulatedPipeline pipeline = usage.billedFor().pipeline();
        return pipeline == null ? usage.billedFor().job().runAs() : pipeline.runAs();
    }

    private static String metadata(UsageTruth usage) {
        BilledFor billedFor = usage.billedFor();
        return Json.object(
                "cluster_id",
                usage.cluster() == null ? null : usage.cluster().id(),
                "job_id",
                billedFor.job() == null ? null : billedFor.job().id(),
                "node_type",
                usage.nodeType() == null ? null : usage.nodeType().name(),
                "job_run_id",
                billedFor.run(),
                "dlt_pipeline_id",
                billedFor.pipeline() == null ? null : billedFor.pipeline().id(),
                "dlt_update_id",
                billedFor.update(),
                "dlt_maintenance_id",
                billedFor.maintenance(),
                "job_name",
                billedFor.job() == null ? null : billedFor.job().name());
    }
}
