package dev.costinsights.core;

import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.util.List;

/** Passes carriers through the propagators of the installed plugins. Whatever fails there, the carrier stays as it was. */
final class Instrumentation {

    private final List<Owned<TagPropagator<?>>> propagators;
    private final AttributionScope scope;
    private final ExecutionRecorder recorder;
    private volatile boolean closed;

    Instrumentation(List<Owned<TagPropagator<?>>> propagators, AttributionScope scope, ExecutionRecorder recorder) {
        this.propagators = List.copyOf(propagators);
        this.scope = scope;
        this.recorder = recorder;
    }

    /**
     * @param type what the caller goes on to use the carrier as
     * @return the carrier, or what the propagators made of it
     */
    <C> C instrument(Class<? extends C> type, C carrier) {
        if (closed) {
            undone("a " + type.getName() + " came to an engine that is closed, and is used without it", null);
            return carrier;
        }
        C instrumented = carrier;
        for (Owned<TagPropagator<?>> propagator : propagators) {
            instrumented = pass(propagator.name(), propagator.component(), type, instrumented);
        }
        return instrumented;
    }

    /** From now on carriers stay as they are: nothing of a plugin is called after it was closed. */
    void close() {
        closed = true;
    }

    private <C, P> C pass(String name, TagPropagator<P> propagator, Class<? extends C> type, C carrier) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            if (!propagator.carrier().isInstance(carrier)) {
                return carrier;
            }
            thread.setContextClassLoader(propagator.getClass().getClassLoader());
            P injected = propagator.inject(propagator.carrier().cast(carrier), scope);
            if (type.isInstance(injected)) {
                return type.cast(injected);
            }
            undone(name + " made something else of a " + type.getName() + ", which is used without it", null);
        } catch (Throwable e) {
            undone(name + " could not instrument a " + type.getName() + ", which is used without it", e);
        } finally {
            thread.setContextClassLoader(before);
        }
        return carrier;
    }

    private void undone(String what, Throwable cause) {
        try {
            recorder.undone(what, cause);
        } catch (Throwable e) {
            // A recorder that breaks its promise; there is nobody left to tell.
            return;
        }
    }
}
