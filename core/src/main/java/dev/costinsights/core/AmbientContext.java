package dev.costinsights.core;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.spi.ContextProvider;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known where no scope is open: the first provider that names its work, and around it the process's environment.
 * Asked at each call of a wrapped client, so it makes nothing new while the providers say the same.
 */
final class AmbientContext implements Supplier<AttributionContext> {

    private static final Logger LOG = LoggerFactory.getLogger(AmbientContext.class);

    /** What the providers said and what it became together; of several threads any one's will do. */
    private record Known(AttributionContext provided, AttributionContext whole) {}

    private final List<ContextProvider> providers;
    private final AttributionContext environment;
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private volatile Known known;

    AmbientContext(List<ContextProvider> providers, AttributionContext environment) {
        this.providers = List.copyOf(providers);
        this.environment = environment;
        this.known = new Known(AttributionContext.EMPTY, environment);
    }

    @Override
    public AttributionContext get() {
        if (providers.isEmpty()) {
            return environment;
        }
        AttributionContext provided = AttributionContext.EMPTY;
        for (int i = 0; i < providers.size() && !provided.namesWork(); i++) {
            provided = provided.within(ask(providers.get(i)));
        }
        Known last = known;
        if (!Objects.equals(last.provided, provided)) {
            last = new Known(provided, provided.within(environment));
            known = last;
        }
        return last.whole;
    }

    private void explain(ContextProvider provider, Throwable failure) {
        String name;
        try {
            name = provider.name();
        } catch (Throwable e) {
            name = provider.getClass().getName();
        }
        if (failed.add(String.valueOf(name))) {
            LOG.warn("context provider {} failed and has said nothing; this is said once", name, failure);
        }
    }

    private AttributionContext ask(ContextProvider provider) {
        try {
            AttributionContext context = provider.context();
            return context == null ? AttributionContext.EMPTY : context;
        } catch (Throwable e) {
            // Whatever goes wrong in it, the caller's own work goes on.
            explain(provider, e);
            return AttributionContext.EMPTY;
        }
    }
}
