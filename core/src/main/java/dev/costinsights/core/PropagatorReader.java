package dev.costinsights.core;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.TagPropagator;
import java.util.Optional;
import java.util.function.Function;

/** Lets a propagator read a view, with its own class loader as the thread's. What it throws comes out. */
record PropagatorReader(Owned<TagPropagator<?>> propagator) implements Function<TagView, Optional<AttributionContext>> {

    @Override
    public Optional<AttributionContext> apply(TagView view) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(propagator.component().getClass().getClassLoader());
        try {
            return propagator.component().extract(view);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** How log lines call it. */
    @Override
    public String toString() {
        return propagator.toString();
    }
}
