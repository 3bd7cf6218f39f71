package dev.costinsights.core.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A row of the preview table {@code system.billing.attributed_usage}: Databricks' own share of a statement in usage
 * records of a warehouse.
 *
 * @param recordId the row's own id, which tells a second read from a second row
 * @param statementId {@code usage_metadata.dbsql_statement_id}
 * @param executedBy {@code identity_metadata.executed_by}, or null; a redacted name is none
 * @param usageRecordIds the usage records that the quantity is part of
 * @param activeQuantity {@code active_usage_quantity}, in the records' unit
 * @param queryTags {@code granular_tags.query_tags}; never null
 */
public record AttributedUsage(
        String accountId,
        String workspaceId,
        String recordId,
        String warehouseId,
        String statementId,
        String executedBy,
        TimeSpan span,
        List<String> usageRecordIds,
        BigDecimal activeQuantity,
        Map<String, String> queryTags) {

    public AttributedUsage {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(recordId, "recordId");
        Objects.requireNonNull(statementId, "statementId");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(activeQuantity, "activeQuantity");
        executedBy = Principals.orNull(executedBy);
        usageRecordIds = List.copyOf(usageRecordIds);
        queryTags = OrderedTexts.copyOf(queryTags);
    }

    /** Without query tags. */
    public AttributedUsage(
            String accountId,
            String workspaceId,
            String recordId,
            String warehouseId,
            String statementId,
            String executedBy,
            TimeSpan span,
            List<String> usageRecordIds,
            BigDecimal activeQuantity) {
        this(
                accountId,
                workspaceId,
                recordId,
                warehouseId,
                statementId,
                executedBy,
                span,
                usageRecordIds,
                activeQuantity,
                Map.of());
    }
}
