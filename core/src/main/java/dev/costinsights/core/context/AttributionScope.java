package dev.costinsights.core.context;

import java.util.Objects;

/**
 * The stretch of a program in which a context holds, as a {@code TagPropagator} sees it while it injects.
 *
 * @param context what is running
 * @param dialect the keys to write it under
 */
public record AttributionScope(AttributionContext context, TagDialect dialect) {

    public AttributionScope {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(dialect, "dialect");
    }
}
