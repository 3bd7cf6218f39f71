package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.PatCredentialsProvider;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.time.Clock;

/** Real clients of a server on this machine, and what to wrap them with. */
final class Rig {

    static final AttributionContext NIGHTLY = AttributionContext.builder()
            .opaqueId("8f14e45f")
            .orchestrator("dagster")
            .job("nightly")
            .run("r-17")
            .build();

    static final Channels USUAL = new Channels(true, true, false, false, true);
    static final Channels ALL = new Channels(true, true, true, true, true);

    private Rig() {}

    static AttributionScope scope(AttributionContext context) {
        return AttributionScope.of(context, TagDialect.DAGSTER);
    }

    static WorkspaceClient bare(String url) {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(url)
                .setToken("secret")
                .setAuthType("pat")
                .setCredentialsProvider(new PatCredentialsProvider()));
    }

    static WorkspaceClient wrapped(
            WorkspaceClient client, AttributionScope scope, ExecutionRecorder recorder, Channels channels) {
        return new JobsPropagator(recorder, Clock.systemUTC(), channels).inject(client, scope);
    }
}
