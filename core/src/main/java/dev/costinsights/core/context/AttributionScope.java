package dev.costinsights.core.context;

import java.util.Objects;

/**
 * What a {@code TagPropagator} injects: asked for anew at each call that flows through a wrapped carrier, because a client
 * outlives many contexts.
 *
 * <p>Safe for use by several threads; never blocks and never throws.
 */
public interface AttributionScope {

    /** What runs now, on the calling thread; {@link AttributionContext#EMPTY} when nothing is known. */
    AttributionContext context();

    /** The keys to write it under. */
    TagDialect dialect();

    /** A scope in which the same context always holds. */
    static AttributionScope of(AttributionContext context, TagDialect dialect) {
        record Fixed(AttributionContext context, TagDialect dialect) implements AttributionScope {}

        return new Fixed(Objects.requireNonNull(context, "context"), Objects.requireNonNull(dialect, "dialect"));
    }
}
