package dev.costinsights.plugin.pipelines.launch;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.pipelines.PipelinesAPI;
import com.databricks.sdk.service.pipelines.PipelinesService;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts a tagging service before a client's Pipelines service, in place. What the caller took from the client before stays bare. */
public final class PipelinesPropagator implements TagPropagator<WorkspaceClient> {

    private final ExecutionRecorder recorder;
    private final Clock clock;
    private final Channels channels;
    private final Services services = new Services();

    public PipelinesPropagator(ExecutionRecorder recorder, Clock clock, Channels channels) {
        this.recorder = recorder;
        this.clock = clock;
        this.channels = channels;
    }

    @Override
    public String name() {
        return "pipelines";
    }

    @Override
    public Class<WorkspaceClient> carrier() {
        return WorkspaceClient.class;
    }

    /**
     * Asks through the clients that were wrapped here, else through one of its own.
     *
     * @param own makes it; asked when it is first needed
     */
    public ExecutionSettler settler(Supplier<WorkspaceClient> own) {
        return new UpdateSettler(services, new OwnClient(own), clock);
    }

    @Override
    public WorkspaceClient inject(WorkspaceClient client, AttributionScope scope) {
        if (client == null) {
            return null;
        }
        try {
            if (client.pipelines() != null && client.pipelines().getClass() != PipelinesAPI.class) {
                // The client would make a PipelinesAPI of its own, without what the caller's does.
                recorder.undone("pipelines: a PipelinesAPI of the caller's own class is used as it is", null);
                return client;
            }
            PipelinesService service = bare(client.pipelines().impl(), scope);
            if (service != null) {
                ExecutionPlace place = place(client.config());
                UpdateTracking tracking = new UpdateTracking(scope, recorder, clock, channels, place);
                client.withPipelinesImpl((PipelinesService) Proxy.newProxyInstance(
                        PipelinesService.class.getClassLoader(),
                        new Class<?>[] {PipelinesService.class},
                        new PipelinesHandler(service, tracking)));
                services.add(place.host(), service);
            }
        } catch (Throwable e) {
            recorder.undone("pipelines: a workspace client's Pipelines service cannot be wrapped", e);
        }
        return client;
    }

    /** Tags are read by the engine itself. */
    @Override
    public Optional<AttributionContext> extract(TagView view) {
        return Optional.empty();
    }

    /** What is to be wrapped; null when there is nothing, or this engine has done so. Another engine's wrapper goes. */
    private static PipelinesService bare(PipelinesService service, AttributionScope scope) {
        return service != null
                        && Proxy.isProxyClass(service.getClass())
                        && Proxy.getInvocationHandler(service) instanceof PipelinesHandler known
                ? known.behind(scope)
                : service;
    }

    /** @param config null in a client that was made for a test */
    private static ExecutionPlace place(DatabricksConfig config) {
        String host = host(config);
        return host == null
                ? ExecutionPlace.UNKNOWN
                : new ExecutionPlace(host, config.getWorkspaceId(), null, null, null);
    }

    /** A workspace's name as executions have it, or null. */
    static String host(DatabricksConfig config) {
        String url = config == null ? null : config.getHost();
        String host = url == null ? null : URI.create(url).getHost();
        return host == null ? null : host.toLowerCase(Locale.ROOT);
    }
}
