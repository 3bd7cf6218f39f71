package dev.costinsights.plugin.bundles.links;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.LiveSource;
import dev.costinsights.core.spi.WorkspaceCalls;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where jobs and pipelines were deployed from: by the deployments that the workspace keeps, with their history, and by the
 * metadata that the Databricks CLI leaves in the workspace, which knows only the last one.
 */
public final class LinksSource implements LiveSource {

    private static final Pattern AZURE = Pattern.compile("https?://adb-([0-9]+)\\..*");

    private final LinksSettings settings;
    private final Supplier<WorkspaceClient> clients;

    public LinksSource(LinksSettings settings) {
        this(settings, () -> client(settings));
    }

    LinksSource(LinksSettings settings, Supplier<WorkspaceClient> clients) {
        this.settings = settings;
        this.clients = clients;
    }

    @Override
    public String name() {
        return "bundles-links";
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
        WorkspaceClient client = clients.get();
        String workspaceId = workspaceId(client.config());
        WorkspaceCalls calls = new WorkspaceCalls(
                settings.callsPerSecond(),
                failure -> failure instanceof DatabricksError error ? error.getStatusCode() : 0);
        new Deployments(client.bundleDeployments().impl(), calls, workspaceId, facts).read();
        if (settings.metadata()) {
            new MetadataFiles(client.workspace().impl(), calls, workspaceId, facts).read();
        }
    }

    private static WorkspaceClient client(LinksSettings settings) {
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
                    "the workspace's deployments cannot be reached: " + e.getMessage() + "; set DATABRICKS_HOST and"
                            + " DATABRICKS_TOKEN, or bundles.links_host and bundles.links_profile",
                    e);
        }
    }

    private String workspaceId(DatabricksConfig config) {
        if (settings.workspaceId() != null) {
            return settings.workspaceId();
        }
        if (config.getWorkspaceId() != null) {
            return config.getWorkspaceId();
        }
        Matcher azure = AZURE.matcher(config.getHost());
        if (azure.matches()) {
            return azure.group(1);
        }
        throw new CostInsightsException(
                ErrorCode.CONFIGURATION,
                "the number of workspace " + config.getHost() + " is not known, and its deployments cannot be laid"
                        + " beside the bill; set bundles.links_workspace_id");
    }
}
