package dev.costinsights.plugin.sql.history;

import com.databricks.sdk.service.sql.QueryHistoryService;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The query histories of the wrapped clients, by host, as long as the callers keep their clients. Any thread. */
public final class WrappedHistories {

    private final Map<String, WeakReference<QueryHistoryService>> byHost = new ConcurrentHashMap<>();

    /** @param host null when the client does not know it */
    public void add(String host, QueryHistoryService service) {
        if (host != null) {
            byHost.put(host, new WeakReference<>(service));
        }
    }

    /** Null when there is none now. */
    QueryHistoryService of(String host) {
        WeakReference<QueryHistoryService> service = byHost.get(host);
        return service == null ? null : service.get();
    }
}
