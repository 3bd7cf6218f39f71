package dev.costinsights.plugin.pipelines.launch;

import com.databricks.sdk.service.pipelines.PipelinesService;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bare services of the wrapped clients, by host, as long as the callers keep their clients. Any thread. */
final class Services {

    private final Map<String, WeakReference<PipelinesService>> byHost = new ConcurrentHashMap<>();

    /** @param host null when the client does not know it */
    void add(String host, PipelinesService service) {
        if (host != null) {
            byHost.put(host, new WeakReference<>(service));
        }
    }

    /** Null when there is none now. */
    PipelinesService of(String host) {
        WeakReference<PipelinesService> service = host == null ? null : byHost.get(host);
        return service == null ? null : service.get();
    }
}
