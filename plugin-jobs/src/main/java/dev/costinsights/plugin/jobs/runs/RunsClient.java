package dev.costinsights.plugin.jobs.runs;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;

/** The plugin's own client, by its settings and the SDK's unified authentication. */
public final class RunsClient {

    private RunsClient() {}

    /**
     * Makes one; may ask the network who the workspace is.
     *
     * @throws CostInsightsException when there is no workspace or no profile of that name
     */
    public static WorkspaceClient open(RunsSettings settings) {
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
                    "the workspace's runs cannot be reached: " + e.getMessage()
                            + "; set DATABRICKS_HOST and DATABRICKS_TOKEN, or jobs.runs_host and jobs.runs_profile",
                    e);
        }
    }
}
