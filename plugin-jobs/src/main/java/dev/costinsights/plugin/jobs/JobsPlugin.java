package dev.costinsights.plugin.jobs;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.plugin.jobs.launch.Channels;
import dev.costinsights.plugin.jobs.launch.JobsPropagator;
import dev.costinsights.plugin.jobs.runs.RunsClient;
import dev.costinsights.plugin.jobs.runs.RunsSettings;
import dev.costinsights.plugin.jobs.runs.RunsSource;

/**
 * Jobs and their runs. What it does to a client needs the Databricks SDK, which whoever has a client has too; without it
 * the plugin does nothing.
 *
 * <p>Settings, all in the section {@code jobs}:
 *
 * <ul>
 *   <li>{@code tags}: tags of jobs and custom tags of new clusters, {@code true} by default.
 *   <li>{@code idempotency_token}: a token where the caller has none, {@code true} by default.
 *   <li>{@code run_name}: the opaque id behind the name of one-time runs, {@code false} by default.
 *   <li>{@code job_parameters}: the context as parameters of run-now and repair, {@code false} by default.
 *   <li>{@code recording}: events to the recorder, {@code true} by default.
 *   <li>{@code runs}: read jobs and runs as a source, {@code false} by default; with {@code runs_host},
 *       {@code runs_profile}, {@code runs_workspace_id}, {@code runs_reach}, 7d by default, and
 *       {@code runs_calls_per_second}, 10 by default.
 * </ul>
 */
public final class JobsPlugin implements CostInsightsPlugin {

    /** Does nothing, as the SPI asks for. */
    public JobsPlugin() {}

    @Override
    public String id() {
        return "jobs";
    }

    @Override
    public void install(PluginContext context) {
        Config config = context.config();
        Channels channels = new Channels(
                config.flag("tags", true),
                config.flag("idempotency_token", true),
                config.flag("run_name", false),
                config.flag("job_parameters", false),
                config.flag("recording", true));
        boolean runs = config.flag("runs", false);
        RunsSettings settings = RunsSettings.of(config);
        if (hasSdk()) {
            WithSdk.install(context, channels, settings, runs);
        } else if (runs) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting jobs.runs needs the Databricks SDK, which is not on the class path; add"
                            + " com.databricks:databricks-sdk-java or remove the setting");
        }
    }

    private static boolean hasSdk() {
        try {
            Class.forName("com.databricks.sdk.WorkspaceClient", false, JobsPlugin.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** What cannot be loaded without the SDK. */
    private static final class WithSdk {

        static void install(PluginContext context, Channels channels, RunsSettings settings, boolean runs) {
            JobsPropagator propagator = new JobsPropagator(context.recorder(), context.clock(), channels);
            context.register(propagator);
            context.register(propagator.settler(() -> RunsClient.open(settings)));
            if (runs) {
                context.register(new RunsSource(settings, context.clock()));
            }
        }
    }
}
