package dev.costinsights.plugin.sql.tracking;

import dev.costinsights.core.context.AttributionContext;

/**
 * A call that executes something and has not come back.
 *
 * @param startMicros microseconds since 1970
 * @param startNanos the same moment, on the clock that never jumps
 */
public record Execution(AttributionContext context, long startMicros, long startNanos) {

    long elapsedMicros() {
        return (System.nanoTime() - startNanos) / 1000;
    }
}
