package dev.costinsights.core.model;

import java.util.Map;
import java.util.Objects;

/**
 * Everything of a statement that many statements share: where it ran, for whom, and which tags it carried.
 *
 * <p>Sources should hand the same instance over for statements with equal parts, which are then read only once.
 */
public final class StatementOrigin {

    private final String accountId;
    private final String workspaceId;
    private final String warehouseId;
    private final String clusterId;
    private final String executedBy;
    private final String clientApplication;
    private final QuerySource source;
    private final Map<String, String> queryTags;
    private final String comment;
    private final String sessionId;
    private final int hash;

    private StatementOrigin(Builder builder) {
        this.accountId = builder.accountId;
        this.workspaceId = builder.workspaceId;
        this.warehouseId = builder.warehouseId;
        this.clusterId = builder.clusterId;
        this.executedBy = builder.executedBy;
        this.clientApplication = builder.clientApplication;
        this.source = builder.source;
        this.queryTags = builder.queryTags;
        this.comment = builder.comment;
        this.sessionId = builder.sessionId;
        this.hash = Objects.hash(
                accountId,
                workspaceId,
                warehouseId,
                clusterId,
                executedBy,
                clientApplication,
                source,
                queryTags,
                comment,
                sessionId);
    }

    public static Builder builder() {
        return new Builder();
    }

    public String accountId() {
        return accountId;
    }

    public String workspaceId() {
        return workspaceId;
    }

    /** {@code compute.warehouse_id}, or null when it ran elsewhere. */
    public String warehouseId() {
        return warehouseId;
    }

    /** {@code compute.cluster_id}, or null; Databricks rarely fills it. */
    public String clusterId() {
        return clusterId;
    }

    /** {@code executed_by}, or null. */
    public String executedBy() {
        return executedBy;
    }

    /** {@code client_application}, or null. */
    public String clientApplication() {
        return clientApplication;
    }

    /** Never null. */
    public QuerySource source() {
        return source;
    }

    /** {@code query_tags}; never null. */
    public Map<String, String> queryTags() {
        return queryTags;
    }

    /**
     * The part of {@code statement_text} that may carry an attribution context, or null. A source passes comments only,
     * never whole statements: they may hold personal data and are not needed.
     */
    public String comment() {
        return comment;
    }

    /**
     * {@code session_id}, or null. A source hands it over only where recordings may ask for it: most origins differ in
     * nothing else.
     */
    public String sessionId() {
        return sessionId;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof StatementOrigin that
                        && hash == that.hash
                        && accountId.equals(that.accountId)
                        && workspaceId.equals(that.workspaceId)
                        && Objects.equals(warehouseId, that.warehouseId)
                        && Objects.equals(clusterId, that.clusterId)
                        && Objects.equals(executedBy, that.executedBy)
                        && Objects.equals(clientApplication, that.clientApplication)
                        && source.equals(that.source)
                        && queryTags.equals(that.queryTags)
                        && Objects.equals(comment, that.comment)
                        && Objects.equals(sessionId, that.sessionId));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "StatementOrigin[" + workspaceId + "/" + (warehouseId != null ? warehouseId : clusterId) + " by "
                + executedBy + "]";
    }

    /** Every part is optional. */
    public static final class Builder {
        private String accountId = "";
        private String workspaceId = "";
        private String warehouseId;
        private String clusterId;
        private String executedBy;
        private String clientApplication;
        private QuerySource source = QuerySource.NONE;
        private Map<String, String> queryTags = Map.of();
        private String comment;
        private String sessionId;

        private Builder() {}

        public Builder accountId(String value) {
            this.accountId = value == null ? "" : value;
            return this;
        }

        public Builder workspaceId(String value) {
            this.workspaceId = value == null ? "" : value;
            return this;
        }

        public Builder warehouseId(String value) {
            this.warehouseId = value;
            return this;
        }

        public Builder clusterId(String value) {
            this.clusterId = value;
            return this;
        }

        public Builder executedBy(String value) {
            this.executedBy = value;
            return this;
        }

        public Builder clientApplication(String value) {
            this.clientApplication = value;
            return this;
        }

        public Builder source(QuerySource value) {
            this.source = Objects.requireNonNull(value, "source");
            return this;
        }

        /** The map is kept as it is and must not change afterwards. */
        public Builder queryTags(Map<String, String> value) {
            this.queryTags = value == null ? Map.of() : value;
            return this;
        }

        public Builder comment(String value) {
            this.comment = value;
            return this;
        }

        public Builder sessionId(String value) {
            this.sessionId = value;
            return this;
        }

        public StatementOrigin build() {
            return new StatementOrigin(this);
        }
    }
}
