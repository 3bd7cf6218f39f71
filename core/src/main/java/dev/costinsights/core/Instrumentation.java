package dev.costinsights.core;

import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.util.List;

/** Passes carriers through the propagators of the installed plugins. Whatever fails there, the carrier stays as it was. */
final class Instrumentation {

    private final List<TagPropagator<?>> propagators;
    private final AttributionScope scope;
    private final ExecutionRecorder recorder;

    Instrumentation(List<TagPropagator<?>> propagators, AttributionScope scope, ExecutionRecorder recorder) {
        this.propagators = List.copyOf(propagators);
        this.scope = scope;
        this.recorder = recorder;
    }

    /**
     * @param type what the caller goes on to use the carrier as
     * @return the carrier, or what the propagators made of it
     */
    <C> C instrument(Class<? extends C> type, C carrier) {
        C instrumented = carrier;
        for (TagPropagator<?> propagator : propagators) {
            instrumented = pass(propagator, type, instrumented);
        }
        return instrumented;
    }

    private <C, P> C pass(TagPropagator<P> propagator, Class<? extends C> type, C carrier) {
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
            undone(propagator, "made something else of a " + type.getName(), null);
        } catch (Throwable e) {
            undone(propagator, "could not instrument a " + type.getName(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
        return carrier;
    }

    private void undone(TagPropagator<?> propagator, String what, Throwable cause) {
        try {
            recorder.undone(propagator.name() + " " + what + ", which is used without it", cause);
        } catch (Throwable e) {
            // A recorder that breaks its promise; there is nobody left to tell.
            return;
        }
    }
}
