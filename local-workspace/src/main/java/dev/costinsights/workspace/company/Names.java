package dev.costinsights.workspace.company;

import java.util.List;

/** What the company calls its jobs, models and tables. */
public final class Names {
    public static final List<String> ORCHESTRATOR_JOBS = List.of(
            "nightly_etl",
            "silver_orders",
            "gold_revenue",
            "bi_refresh",
            "feature_backfill",
            "customer_360",
            "inventory_snapshot",
            "fraud_scores",
            "marketing_attribution",
            "gdpr_erasure",
            "hourly_sessions",
            "shipment_eta",
            "ledger_close",
            "pricing_export",
            "churn_training",
            "iot_rollup",
            "ad_spend_sync",
            "data_quality_checks",
            "support_tickets",
            "currency_rates");

    public static final List<String> MODELS = List.of(
            "orders",
            "order_items",
            "customers",
            "sessions",
            "revenue_daily",
            "inventory",
            "shipments",
            "payments",
            "refunds",
            "campaigns",
            "tickets",
            "fx_rates",
            "churn_features",
            "devices",
            "suppliers",
            "returns");

    public static final List<String> LAYERS = List.of("bronze", "silver", "gold", "mart");

    private Names() {}

    /** Of an orchestrator's job; the company has as many as are asked for. */
    public static String job(int index) {
        return ORCHESTRATOR_JOBS.get(index % ORCHESTRATOR_JOBS.size()) + '_' + index;
    }
}
