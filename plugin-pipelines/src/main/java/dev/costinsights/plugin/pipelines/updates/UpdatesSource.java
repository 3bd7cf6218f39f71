package dev.costinsights.plugin.pipelines.updates;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.LiveSource;
import dev.costinsights.core.spi.WorkspaceCalls;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pipelines and updates as the Pipelines API lists them, whoever started them. They are what {@code
 * system.lakeflow.pipelines} and {@code pipeline_update_timeline} hold, without account, history of pipelines, and the job
 * that started an update.
 */
public final class UpdatesSource implements LiveSource {

    /** Usage records of up to 49 hours exist; what runs after the window's end may share the last of them. */
    private static final long MARGIN = 3 * 86_400 * TimeSpan.SECOND;

    private static final Pattern AZURE = Pattern.compile("https?://adb-([0-9]+)\\..*");

    private final UpdatesSettings settings;
    private final Clock clock;
    private final Supplier<WorkspaceClient> clients;

    public UpdatesSource(UpdatesSettings settings, Clock clock) {
        this(settings, clock, () -> UpdatesClient.open(settings));
    }

    UpdatesSource(UpdatesSettings settings, Clock clock, Supplier<WorkspaceClient> clients) {
        this.settings = settings;
        this.clock = clock;
        this.clients = clients;
    }

    @Override
    public String name() {
        return "pipelines-updates";
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
        WorkspaceClient client = clients.get();
        Instant now = clock.instant();
        long nowMicros = now.getEpochSecond() * TimeSpan.SECOND + now.getNano() / 1000;
        PipelinePages pages = new PipelinePages(
                client.pipelines().impl(),
                new WorkspaceCalls(
                        settings.callsPerSecond(),
                        failure -> failure instanceof DatabricksError error ? error.getStatusCode() : 0));
        UpdateReader reader = new UpdateReader(pages, workspaceId(client.config()), nowMicros, facts);
        List<String> pipelines = new ArrayList<>();
        pages.pipelines(pipeline -> pipelines.add(pipeline.getPipelineId()));
        TimeSpan began = new TimeSpan(
                request.window().startMicros() - settings.reach().toMillis() * 1000,
                request.window().endMicros() + MARGIN);
        for (String pipeline : pipelines) {
            reader.read(pipeline, began);
        }
        facts.readable(SystemTable.LAKEFLOW_PIPELINES);
        facts.readable(SystemTable.LAKEFLOW_PIPELINE_UPDATE_TIMELINE);
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
                "the number of workspace " + config.getHost() + " is not known, and its updates cannot be laid beside"
                        + " the bill; set pipelines.updates_workspace_id");
    }
}
