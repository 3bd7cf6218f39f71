package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What costs can be grouped and chosen by: columns of the ledger, under the names that they have there. */
public enum Dimension {
    ACCOUNT_ID,
    WORKSPACE_ID,
    CLOUD,
    SKU_NAME,
    PRODUCT,
    RECORD_TYPE,
    RESOURCE_TYPE,
    RESOURCE_ID,
    CATEGORY,
    DETAIL,
    EXECUTION_TYPE,
    EXECUTION_ID,
    JOB_ID,
    JOB_RUN_ID,
    TASK_KEY,
    PIPELINE_ID,
    UPDATE_ID,
    NOTEBOOK_ID,
    BUNDLE,
    PRINCIPAL,
    OPAQUE_ID,
    ORCHESTRATOR,
    ORCHESTRATOR_JOB,
    ORCHESTRATOR_RUN,
    ASSET,
    AMOUNT_BASIS,
    IDENTITY_BASIS,
    PRICE_SOURCE,
    STATUS;

    /** The column's name. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The dimension of a column.
     *
     * @param place where the name stands, for the message
     * @throws CostInsightsException when there is none of the name
     */
    public static Dimension of(String column, String place) {
        String name = column.trim().toUpperCase(Locale.ROOT);
        for (Dimension dimension : values()) {
            if (dimension.name().equals(name)) {
                return dimension;
            }
        }
        List<String> names = Arrays.stream(values()).map(Dimension::column).toList();
        throw new CostInsightsException(
                ErrorCode.CONFIGURATION,
                place + " '" + column.trim() + "' is no column that costs can be grouped by"
                        + Spelling.hint(column.trim().toLowerCase(Locale.ROOT), names) + "; there are "
                        + String.join(", ", names));
    }
}
