package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.WorkspaceClient;
import java.util.Optional;
import java.util.function.Supplier;

/** The plugin's own client, made when it is first needed and kept from then on. Any thread. */
final class OwnClient {

    private final Supplier<WorkspaceClient> maker;
    private WorkspaceClient made;
    private RuntimeException failure;

    OwnClient(Supplier<WorkspaceClient> maker) {
        this.maker = maker;
    }

    /**
     * The client, if it belongs to that host: nobody else is shown its credentials. May ask the network.
     *
     * @throws RuntimeException when none can be made; it is not tried again, for the SDK fills the log each time
     */
    synchronized Optional<WorkspaceClient> of(String host) {
        if (failure != null) {
            throw failure;
        }
        if (made == null) {
            try {
                made = maker.get();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return Optional.of(made).filter(client -> host.equals(JobsPropagator.host(client.config())));
    }
}
