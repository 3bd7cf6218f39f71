package dev.costinsights.core.model;

import java.util.Map;
import java.util.Objects;

/**
 * Everything of a usage record that many records share: where it was used, what was used, and as whom.
 *
 * <p>Sources should hand the same instance over for records with equal parts; the engine keeps one of each.
 * Build with {@link #builder()}: Databricks adds columns, so parts will be added here.
 */
public final class UsageOrigin {

    private final String accountId;
    private final String workspaceId;
    private final String cloud;
    private final String skuName;
    private final String usageUnit;
    private final String product;
    private final Boolean serverless;
    private final UsageMetadata metadata;
    private final Map<String, String> customTags;
    private final String runAs;
    private final String ownedBy;
    private final String createdBy;

    private UsageOrigin(Builder builder) {
        this.accountId = builder.accountId;
        this.workspaceId = builder.workspaceId;
        this.cloud = builder.cloud;
        this.skuName = builder.skuName;
        this.usageUnit = builder.usageUnit;
        this.product = builder.product;
        this.serverless = builder.serverless;
        this.metadata = builder.metadata;
        this.customTags = builder.customTags;
        this.runAs = builder.runAs;
        this.ownedBy = builder.ownedBy;
        this.createdBy = builder.createdBy;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Never null; empty when the bill does not say. */
    public String accountId() {
        return accountId;
    }

    /** Never null; empty for usage of the account itself (null or {@code 0} in the table). */
    public String workspaceId() {
        return workspaceId;
    }

    /** {@code AWS}, {@code AZURE} or {@code GCP}. */
    public String cloud() {
        return cloud;
    }

    public String skuName() {
        return skuName;
    }

    /** {@code DBU}, {@code GB}, ...; quantities of different units are never added. */
    public String usageUnit() {
        return usageUnit;
    }

    /** {@code billing_origin_product}, e.g. {@code JOBS}. */
    public String product() {
        return product;
    }

    /** {@code product_features.is_serverless}; null where the product has no classic alternative. */
    public Boolean serverless() {
        return serverless;
    }

    public UsageMetadata metadata() {
        return metadata;
    }

    /** {@code custom_tags}; never null. */
    public Map<String, String> customTags() {
        return customTags;
    }

    /** {@code identity_metadata.run_as}, or null; a redacted name is none, here as in the two below. */
    public String runAs() {
        return runAs;
    }

    /** {@code identity_metadata.owned_by}, or null; the owner of a SQL warehouse. */
    public String ownedBy() {
        return ownedBy;
    }

    /** {@code identity_metadata.created_by}, or null. */
    public String createdBy() {
        return createdBy;
    }

    /** The first of run_as, owned_by and created_by that is known, or null. */
    public String principal() {
        return runAs != null ? runAs : ownedBy != null ? ownedBy : createdBy;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof UsageOrigin that
                        && metadata.equals(that.metadata)
                        && accountId.equals(that.accountId)
                        && workspaceId.equals(that.workspaceId)
                        && cloud.equals(that.cloud)
                        && skuName.equals(that.skuName)
                        && usageUnit.equals(that.usageUnit)
                        && product.equals(that.product)
                        && Objects.equals(serverless, that.serverless)
                        && customTags.equals(that.customTags)
                        && Objects.equals(runAs, that.runAs)
                        && Objects.equals(ownedBy, that.ownedBy)
                        && Objects.equals(createdBy, that.createdBy));
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                accountId,
                workspaceId,
                cloud,
                skuName,
                usageUnit,
                product,
                serverless,
                metadata,
                customTags,
                runAs,
                ownedBy,
                createdBy);
    }

    @Override
    public String toString() {
        return "UsageOrigin[" + product + " " + skuName + " " + usageUnit + " in " + accountId + "/" + workspaceId + " "
                + metadata + "]";
    }

    /** Every part is optional; null becomes empty, or stays null where the getter says so. */
    public static final class Builder {
        private String accountId = "";
        private String workspaceId = "";
        private String cloud = "";
        private String skuName = "";
        private String usageUnit = "";
        private String product = "";
        private Boolean serverless;
        private UsageMetadata metadata = UsageMetadata.EMPTY;
        private Map<String, String> customTags = Map.of();
        private String runAs;
        private String ownedBy;
        private String createdBy;

        private Builder() {}

        public Builder accountId(String value) {
            this.accountId = orEmpty(value);
            return this;
        }

        /** {@code 0} is what some records of the account itself carry; it becomes empty. */
        public Builder workspaceId(String value) {
            this.workspaceId = "0".equals(value) ? "" : orEmpty(value);
            return this;
        }

        public Builder cloud(String value) {
            this.cloud = orEmpty(value);
            return this;
        }

        public Builder skuName(String value) {
            this.skuName = orEmpty(value);
            return this;
        }

        public Builder usageUnit(String value) {
            this.usageUnit = orEmpty(value);
            return this;
        }

        public Builder product(String value) {
            this.product = orEmpty(value);
            return this;
        }

        public Builder serverless(Boolean value) {
            this.serverless = value;
            return this;
        }

        public Builder metadata(UsageMetadata value) {
            this.metadata = Objects.requireNonNull(value, "metadata");
            return this;
        }

        /** The map is kept as it is and must not change afterwards. */
        public Builder customTags(Map<String, String> value) {
            this.customTags = value == null ? Map.of() : value;
            return this;
        }

        public Builder runAs(String value) {
            this.runAs = Principals.orNull(value);
            return this;
        }

        public Builder ownedBy(String value) {
            this.ownedBy = Principals.orNull(value);
            return this;
        }

        public Builder createdBy(String value) {
            this.createdBy = Principals.orNull(value);
            return this;
        }

        public UsageOrigin build() {
            return new UsageOrigin(this);
        }

        private static String orEmpty(String value) {
            return value == null ? "" : value;
        }
    }
}
