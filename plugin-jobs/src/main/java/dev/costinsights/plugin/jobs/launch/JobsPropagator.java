package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.jobs.JobsAPI;
import com.databricks.sdk.service.jobs.JobsService;
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

/** Puts a tagging service before a client's Jobs service, in place. What the caller took from the client before stays bare. */
public final class JobsPropagator implements TagPropagator<WorkspaceClient> {

    private final ExecutionRecorder recorder;
    private final Clock clock;
    private final Channels channels;
    private final Services services = new Services();

    public JobsPropagator(ExecutionRecorder recorder, Clock clock, Channels channels) {
        this.recorder = recorder;
        this.clock = clock;
        this.channels = channels;
    }

    @Override
    public String name() {
        return "jobs";
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
        return new RunSettler(services, new OwnClient(own), clock);
    }

    @Override
    public WorkspaceClient inject(WorkspaceClient client, AttributionScope scope) {
        if (client == null) {
            return null;
        }
        try {
            if (client.jobs() != null && client.jobs().getClass() != JobsAPI.class) {
                // The client would make a JobsAPI of its own, without what the caller's does.
                recorder.undone("jobs: a JobsAPI of the caller's own class is used as it is", null);
                return client;
            }
            JobsService service = bare(client.jobs().impl(), scope);
            if (service != null) {
                ExecutionPlace place = place(client.config());
                RunTracking tracking = new RunTracking(scope, recorder, clock, channels, place);
                client.withJobsImpl((JobsService) Proxy.newProxyInstance(
                        JobsService.class.getClassLoader(),
                        new Class<?>[] {JobsService.class},
                        new JobsHandler(service, tracking)));
                services.add(place.host(), service);
            }
        } catch (Throwable e) {
            recorder.undone("jobs: a workspace client's Jobs service cannot be wrapped", e);
        }
        return client;
    }

    /** Tags, parameters and run names are read by the engine itself. */
    @Override
    public Optional<AttributionContext> extract(TagView view) {
        return Optional.empty();
    }

    /** What is to be wrapped; null when there is nothing, or this engine has done so. Another engine's wrapper goes. */
    private static JobsService bare(JobsService service, AttributionScope scope) {
        return service != null
                        && Proxy.isProxyClass(service.getClass())
                        && Proxy.getInvocationHandler(service) instanceof JobsHandler known
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
