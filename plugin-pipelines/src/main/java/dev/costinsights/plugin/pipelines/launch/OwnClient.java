package dev.costinsights.plugin.pipelines.launch;

import com.databricks.sdk.WorkspaceClient;
import java.util.Optional;
import java.util.function.Supplier;

/** The plugin's own client, made when it is first needed and kept from then on. Any thread. */
final class OwnClient {

    private final Supplier<WorkspaceClient> maker;
    private WorkspaceClient made;

    OwnClient(Supplier<WorkspaceClient> maker) {
        this.maker = maker;
    }

    /**
     * The client, if it belongs to that host: nobody else is shown its credentials. May ask the network.
     *
     * @throws RuntimeException when none can be made; the next call tries again
     */
    synchronized Optional<WorkspaceClient> of(String host) {
        if (made == null) {
            made = maker.get();
        }
        return Optional.of(made).filter(client -> host.equals(PipelinesPropagator.host(client.config())));
    }
}
