package dev.costinsights.plugin.pipelines.launch;

import dev.costinsights.core.context.AttributionContext;

/**
 * A call that makes, changes or runs a pipeline.
 *
 * @param request what is passed on: the caller's request, or a tagged copy of it
 * @param startMicros when the call began, microseconds since 1970
 * @param startNanos the same on the clock that never goes back
 */
record Launch(Object request, AttributionContext context, long startMicros, long startNanos) {

    long elapsedMicros() {
        return (System.nanoTime() - startNanos) / 1000;
    }
}
