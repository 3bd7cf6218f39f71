package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import java.util.List;
import java.util.Locale;

/** The usage that no user object causes: what the platform does by itself, storage, networking. Partly of the account. */
final class Platform {
    /** Thing that happens, and what of it is billed how. */
    private record Chore(String product, SkuKind sku, String usageType, long length) {}

    private static final List<Chore> CHORES = List.of(
            new Chore("PREDICTIVE_OPTIMIZATION", SkuKind.JOBS_SERVERLESS, "COMPUTE_TIME", Window.HOUR),
            new Chore("PREDICTIVE_OPTIMIZATION", SkuKind.JOBS_SERVERLESS, "COMPUTE_TIME", Window.HOUR),
            new Chore("PREDICTIVE_OPTIMIZATION", SkuKind.JOBS_SERVERLESS, "COMPUTE_TIME", Window.HOUR),
            new Chore("DATA_QUALITY_MONITORING", SkuKind.JOBS_SERVERLESS, "COMPUTE_TIME", Window.HOUR),
            new Chore("DATA_CLASSIFICATION", SkuKind.JOBS_SERVERLESS, "COMPUTE_TIME", Window.HOUR),
            new Chore("FINE_GRAINED_ACCESS_CONTROL", SkuKind.ALL_PURPOSE_SERVERLESS, "COMPUTE_TIME", Window.HOUR),
            new Chore("BASE_ENVIRONMENTS", SkuKind.JOBS_SERVERLESS, "COMPUTE_TIME", Window.HOUR),
            new Chore("NETWORKING", SkuKind.PUBLIC_CONNECTIVITY, "NETWORK_BYTE", Window.HOUR),
            new Chore("NETWORKING", SkuKind.PRIVATE_CONNECTIVITY, "NETWORK_HOUR", Window.HOUR),
            new Chore("DEFAULT_STORAGE", SkuKind.STORAGE, "STORAGE_SPACE", Window.DAY),
            new Chore("DEFAULT_STORAGE", SkuKind.STORAGE, "API_OPERATION", Window.DAY),
            new Chore("CLEAN_ROOM", SkuKind.CLEAN_ROOM, "COMPUTE_TIME", Window.HOUR));

    private Platform() {}

    static void write(Window window, long seed, Meter meter, UsageWriter usage, TrapCounts traps) {
        Rng rng = Rng.of(seed, "platform");
        for (long i = (long) meter.rows(ProductLine.PLATFORM); i > 0; i--) {
            Chore chore = rng.pick(CHORES);
            Workspace workspace = rng.pick(Company.WORKSPACES);
            long slot = window.start()
                    + rng.below((int) ((window.end() - window.start()) / chore.length())) * chore.length();
            UsageRecord record = UsageRecord.of(
                            workspace,
                            chore.sku(),
                            slot,
                            slot + chore.length(),
                            meter.quantity(rng, ProductLine.PLATFORM, chore.sku(), workspace),
                            chore.product())
                    .withUsageType(chore.usageType());
            complete(record, chore, workspace, rng);
            if (chore.product().equals("NETWORKING") && rng.chance(0.2)) {
                traps.count(Trap.ACCOUNT_LEVEL_RECORD);
                record.withWorkspaceId(rng.chance(0.5) ? null : "0");
            }
            usage.write(record);
        }
    }

    private static void complete(UsageRecord record, Chore chore, Workspace workspace, Rng rng) {
        switch (chore.product()) {
            case "NETWORKING" ->
                record.withMetadata(
                        "source_region", workspace.region().toLowerCase(Locale.ROOT), "destination_region", "internet");
            case "DEFAULT_STORAGE" ->
                record.withMetadata(
                        "metastore_id", workspace.isAzure() ? null : Company.METASTORE_ID,
                        "storage_api_type", chore.usageType().equals("API_OPERATION") ? "TIER_1" : null);
            case "CLEAN_ROOM" ->
                record.withMetadata("central_clean_room_id", "c1ea0000-0000-4000-8000-00000000000" + rng.below(3));
            case "BASE_ENVIRONMENTS" -> record.withMetadata("base_environment_id", "env-" + rng.below(4));
            case "DATA_QUALITY_MONITORING" ->
                record.withMetadata("schema_id", "5c4e0000-0000-4000-8000-00000000000" + rng.below(9))
                        .withTags(Json.object("LakehouseMonitoringTableId", "t-" + rng.below(50)))
                        .withRunAs(Company.DATABRICKS_PRINCIPAL);
            default -> record.withRunAs(Company.DATABRICKS_PRINCIPAL);
        }
    }
}
