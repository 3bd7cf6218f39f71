package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Sku;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import java.math.BigDecimal;

/** A row of billing.usage to be written; made by {@link #of} and completed by the {@code with} methods. */
final class UsageRecord {
    final Sku sku;
    /** Null: billing draws one. */
    String recordId;

    /** Null or 0: of the account. */
    String workspaceId;

    final long start;
    final long end;
    final BigDecimal quantity;
    final String product;
    String usageType = "COMPUTE_TIME";
    /** JSON texts; tags may be null. */
    String tags = "{}";

    String metadata = "{}";
    String identity = "{}";
    String features = "{}";

    private UsageRecord(Sku sku, String workspaceId, long start, long end, BigDecimal quantity, String product) {
        this.sku = sku;
        this.workspaceId = workspaceId;
        this.start = start;
        this.end = end;
        this.quantity = quantity;
        this.product = product;
    }

    /** @param start milliseconds since 1970, as {@code end} */
    static UsageRecord of(
            Workspace workspace, SkuKind kind, long start, long end, BigDecimal quantity, String product) {
        return new UsageRecord(kind.in(workspace), workspace.id(), start, end, quantity, product);
    }

    /** An id that can be computed again by whoever refers to the record. */
    UsageRecord withRecordId(String id) {
        recordId = id;
        return this;
    }

    /** @param id null or 0 for usage of the account */
    UsageRecord withWorkspaceId(String id) {
        workspaceId = id;
        return this;
    }

    UsageRecord withUsageType(String type) {
        usageType = type;
        return this;
    }

    /** @param json custom_tags; null is not the same as empty */
    UsageRecord withTags(String json) {
        tags = json;
        return this;
    }

    /** @param namesAndValues leaves of usage_metadata; null values are left out */
    UsageRecord withMetadata(String... namesAndValues) {
        metadata = Json.object(namesAndValues);
        return this;
    }

    /** @param json usage_metadata, when it is deeper than one level */
    UsageRecord withMetadataJson(String json) {
        metadata = json;
        return this;
    }

    UsageRecord withRunAs(String principal) {
        identity = Json.object("run_as", principal);
        return this;
    }

    UsageRecord withOwner(String principal) {
        identity = Json.object("owned_by", principal);
        return this;
    }

    UsageRecord withCreator(String principal) {
        identity = Json.object("created_by", principal);
        return this;
    }

    /** @param json product_features */
    UsageRecord withFeatures(String json) {
        features = json;
        return this;
    }
}
