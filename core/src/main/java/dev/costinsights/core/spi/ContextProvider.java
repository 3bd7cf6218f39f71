package dev.costinsights.core.spi;

import dev.costinsights.core.context.AttributionContext;

/**
 * Says what runs now, where no scope is open: from a framework's own request or task, for example. Registered by a plugin
 * or given to the builder; asked in order of registration, each call of a wrapped client anew, before the environment.
 *
 * <p>Called on the caller's thread, by several threads at once; it must be quick and must not block. One that throws has
 * said nothing; the first time is logged.
 */
public interface ContextProvider {

    /** Unique among the providers of an engine. */
    String name();

    /** {@link AttributionContext#EMPTY} when it knows nothing; hand the same instance over as long as nothing changes. */
    AttributionContext context();
}
