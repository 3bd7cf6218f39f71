package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.math.BigDecimal;
import java.util.List;

/** Rows of billing.usage and billing.list_prices. */
final class UsageRows {
    static final Workspace WORKSPACE = Company.WORKSPACES.get(0);
    private static final long DAY = 86_400_000L;
    private static final long DELAY = 6 * NodeMeter.HOUR;
    private static final int MICRO_SCALE = 6;

    private final RowWriter rows;
    private final JobCompany company;

    UsageRows(RowWriter rows, JobCompany company) {
        this.rows = rows;
        this.company = company;
    }

    void write() {
        long number = 0;
        for (UsageTruth usage : company.usage()) {
            row(usage, "simulated-" + number++);
        }
    }

    private void row(UsageTruth usage, String id) {
        SkuKind sku = usage.job() == null
                ? SkuKind.ALL_PURPOSE
                : usage.cluster() == null ? SkuKind.JOBS_SERVERLESS : SkuKind.JOBS;
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", WORKSPACE.id())
                .set("record_id", id)
                .set("sku_name", sku.in(WORKSPACE).name())
                .set("cloud", WORKSPACE.cloud())
                .setTime("usage_start_time", usage.start())
                .setTime("usage_end_time", usage.end())
                .set("usage_date", usage.start() / DAY)
                .set("custom_tags", "{}")
                .set("usage_unit", "DBU")
                .set("usage_quantity", BigDecimal.valueOf(usage.microDbu(), MICRO_SCALE))
                .set("usage_metadata", metadata(usage))
                .set(
                        "identity_metadata",
                        usage.job() == null
                                ? Json.object("run_as", usage.cluster().owner())
                                : Json.object("run_as", usage.job().runAs()))
                .set("record_type", "ORIGINAL")
                .set("ingestion_date", (usage.end() + DELAY) / DAY)
                .set("billing_origin_product", usage.job() == null ? "ALL_PURPOSE" : "JOBS")
                .set(
                        "product_features",
                        new Json()
                                .open()
                                .field("is_serverless", usage.cluster() == null)
                                .close())
                .set("usage_type", "COMPUTE_TIME")
                .end();
    }

    private static String metadata(UsageTruth usage) {
        return Json.object(
                "cluster_id",
                usage.cluster() == null ? null : usage.cluster().id(),
                "job_id",
                usage.job() == null ? null : usage.job().id(),
                "node_type",
                usage.nodeType() == null ? null : usage.nodeType().name(),
                "job_run_id",
                usage.run(),
                "job_name",
                usage.job() == null ? null : usage.job().name());
    }

    static void prices(RowWriter rows) {
        for (SkuKind kind : List.of(SkuKind.ALL_PURPOSE, SkuKind.JOBS, SkuKind.JOBS_SERVERLESS)) {
            rows.set("account_id", Company.ACCOUNT_ID)
                    .setTime("price_start_time", 0)
                    .set("sku_name", kind.in(WORKSPACE).name())
                    .set("cloud", WORKSPACE.cloud())
                    .set("currency_code", "USD")
                    .set("usage_unit", "DBU")
                    .set("pricing", Json.object("default", kind.price(WORKSPACE).toPlainString()))
                    .end();
        }
    }
}
