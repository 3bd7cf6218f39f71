package dev.costinsights.workspace.company;

import java.math.BigDecimal;

/**
 * Families of SKUs; one SKU for each tier, and region where the family has one. Base prices are plausible list prices
 * per unit in USD, not authoritative.
 */
public enum SkuKind {
    SQL_SERVERLESS("SERVERLESS_SQL_COMPUTE", true, "DBU", "0.70"),
    SQL_PRO("SQL_PRO_COMPUTE", true, "DBU", "0.55"),
    JOBS_SERVERLESS("JOBS_SERVERLESS_COMPUTE", true, "DBU", "0.35"),
    ALL_PURPOSE_SERVERLESS("ALL_PURPOSE_SERVERLESS_COMPUTE", true, "DBU", "0.75"),
    JOBS("JOBS_COMPUTE", false, "DBU", "0.15"),
    JOBS_PHOTON("JOBS_COMPUTE_(PHOTON)", false, "DBU", "0.20"),
    ALL_PURPOSE("ALL_PURPOSE_COMPUTE", false, "DBU", "0.55"),
    ALL_PURPOSE_PHOTON("ALL_PURPOSE_COMPUTE_(PHOTON)", false, "DBU", "0.65"),
    DLT_CORE("DLT_CORE_COMPUTE", false, "DBU", "0.20"),
    DLT_PRO("DLT_PRO_COMPUTE", false, "DBU", "0.25"),
    DLT_ADVANCED("DLT_ADVANCED_COMPUTE_(PHOTON)", false, "DBU", "0.36"),
    INFERENCE("SERVERLESS_REAL_TIME_INFERENCE", true, "DBU", "0.07"),
    ANTHROPIC("ANTHROPIC_MODEL_SERVING", false, "DBU", "0.07"),
    DATABASE("DATABASE_SERVERLESS_COMPUTE", true, "DBU", "0.40"),
    TRAINING("MODEL_TRAINING", true, "DBU", "0.65"),
    STORAGE("DATABRICKS_STORAGE", true, "DSU", "0.023"),
    PUBLIC_CONNECTIVITY("PUBLIC_CONNECTIVITY_DATA_PROCESSED", true, "GB", "0.01"),
    PRIVATE_CONNECTIVITY("PRIVATE_CONNECTIVITY_ENDPOINT", true, "HOUR", "0.01"),
    CLEAN_ROOM("CLEAN_ROOM_COLLABORATOR", false, "HOUR", "2.50"),
    QUANTUM("QUANTUM_ANNEALING_COMPUTE", false, "HOUR", "1.25"),
    /** So cheap that its quantities are astronomic. */
    TOKENS("BATCH_TOKENS", false, "TOKEN", "0.000000000000000001"),
    /** Free: a price of 0, which is not the same as no price. */
    GENIE_FREE("GENIE_FREE_USAGE", false, "DBU", "0"),
    /** In no price list at all. */
    UNLISTED("AGENT_PREVIEW_COMPUTE", false, "DBU", null),
    /** Listed in euros only. */
    SAP("SAP_COMPUTE", false, "DBU", "0.80");

    private final String thing;
    private final boolean isRegional;
    private final String unit;
    private final BigDecimal basePrice;

    SkuKind(String thing, boolean isRegional, String unit, String basePrice) {
        this.thing = thing;
        this.isRegional = isRegional;
        this.unit = unit;
        this.basePrice = basePrice == null ? null : new BigDecimal(basePrice);
    }

    /** The SKU under which the workspace is billed. */
    public Sku in(Workspace workspace) {
        String name = this == GENIE_FREE ? thing : workspace.tier() + '_' + thing;
        return new Sku(isRegional ? name + '_' + workspace.region() : name, workspace.cloud(), unit);
    }

    /** The list price per unit in the workspace's region; null when the SKU is in no price list. */
    public BigDecimal price(Workspace workspace) {
        return basePrice == null || !isRegional
                ? basePrice
                : basePrice.multiply(BigDecimal.valueOf(workspace.pricePercent(), 2));
    }
}
