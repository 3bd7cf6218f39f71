package dev.costinsights.plugin.sql.history;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.sql.QueryHistoryService;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The query history of the plugin's own client, which is made when it is first needed and kept from then on. Any thread. */
final class OwnHistory {

    private final Supplier<WorkspaceClient> maker;
    private WorkspaceClient made;
    private RuntimeException failure;

    OwnHistory(Supplier<WorkspaceClient> maker) {
        this.maker = maker;
    }

    /**
     * The history, if the client belongs to that host: nobody else is shown its credentials. May ask the network.
     *
     * @throws RuntimeException when no client can be made; it is not tried again, for the SDK fills the log each time
     */
    synchronized Optional<QueryHistoryService> of(String host) {
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
        String name = URI.create(made.config().getHost()).getHost();
        return name != null && host.equals(name.toLowerCase(Locale.ROOT))
                ? Optional.of(made.queryHistory().impl())
                : Optional.empty();
    }
}
