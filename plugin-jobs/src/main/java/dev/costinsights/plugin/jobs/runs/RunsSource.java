package dev.costinsights.plugin.jobs.runs;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.ListRunsRequest;
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
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jobs and runs as the Jobs API lists them, whoever launched them. They are what {@code system.lakeflow.jobs},
 * {@code job_run_timeline} and {@code job_task_run_timeline} hold, without account and history of jobs, and no older than
 * the 60 days for which the API keeps runs.
 */
public final class RunsSource implements LiveSource {

    /** Usage records of up to 49 hours exist; what runs after the window's end may share the last of them. */
    private static final long MARGIN = 3 * 86_400 * TimeSpan.SECOND;

    private static final Pattern AZURE = Pattern.compile("https?://adb-([0-9]+)\\..*");

    private final RunsSettings settings;
    private final Clock clock;
    private final Supplier<WorkspaceClient> clients;

    public RunsSource(RunsSettings settings, Clock clock) {
        this(settings, clock, () -> RunsClient.open(settings));
    }

    RunsSource(RunsSettings settings, Clock clock, Supplier<WorkspaceClient> clients) {
        this.settings = settings;
        this.clock = clock;
        this.clients = clients;
    }

    @Override
    public String name() {
        return "jobs-runs";
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
        WorkspaceClient client = clients.get();
        Instant now = clock.instant();
        RunFacts reader = new RunFacts(
                workspaceId(client.config()), now.getEpochSecond() * TimeSpan.SECOND + now.getNano() / 1000);
        RunPages pages = new RunPages(
                client.jobs().impl(),
                new WorkspaceCalls(
                        settings.callsPerSecond(),
                        failure -> failure instanceof DatabricksError error ? error.getStatusCode() : 0));
        RunReader runs = new RunReader(pages, reader, facts);
        pages.jobs(job -> facts.job(reader.job(job)));
        facts.readable(SystemTable.LAKEFLOW_JOBS);
        Set<Long> seen = new HashSet<>();
        RunPages.Taker<BaseRun> once = run -> {
            if (seen.add(run.getRunId())) {
                runs.read(run);
            }
        };
        long from = request.window().startMicros() / 1000 - settings.reach().toMillis();
        pages.runs(
                new ListRunsRequest()
                        .setStartTimeFrom(from)
                        .setStartTimeTo((request.window().endMicros() + MARGIN) / 1000),
                once);
        // Those that have been running since before that.
        pages.runs(new ListRunsRequest().setActiveOnly(true).setStartTimeTo(from), once);
        facts.readable(SystemTable.LAKEFLOW_JOB_RUN_TIMELINE);
        facts.readable(SystemTable.LAKEFLOW_JOB_TASK_RUN_TIMELINE);
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
                "the number of workspace " + config.getHost()
                        + " is not known, and its runs cannot be laid beside the bill; set jobs.runs_workspace_id");
    }
}
