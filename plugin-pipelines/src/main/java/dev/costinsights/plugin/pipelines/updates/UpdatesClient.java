package dev.costinsights.plugin.pipelines.updates;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;

/** The plugin's own client, by its settings and the SDK's unified authentication. */
public final class UpdatesClient {

    private UpdatesClient() {}

    /**
     * Makes one; may ask the network who the workspace is.
     *
     * @throws CostInsightsException when there is no workspace or no profile of that name
     */
    public static WorkspaceClient open(UpdatesSettings settings) {
        DatabricksConfig config = new DatabricksConfig().setHttpTimeoutSeconds(60);
        if (settings.host() != null) {
            config.setHost(settings.host());
        }
        if (settings.profile() != null) {
            config.setProfile(settings.profile());
        }
        try {
            return new WorkspaceClient(config);
        } catch (RuntimeException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the workspace's pipelines cannot be reached: " + e.getMessage() + "; set DATABRICKS_HOST and"
                            + " DATABRICKS_TOKEN, or pipelines.updates_host and pipelines.updates_profile",
                    e);
        }
    }
}
