package dev.costinsights.plugin.bundles.links;

import com.databricks.sdk.core.DatabricksError;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls to a workspace, one after another and not more of them in a second than was said. The SDK waits and tries again by
 * itself when it is asked to slow down. One thread.
 */
final class Calls {

    private final long nanosBetween;
    private long next = System.nanoTime();

    Calls(long perSecond) {
        this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /**
     * The SDK does not heed interrupts while it reads; whoever waits for it here does.
     *
     * @param what for the message when it fails, e.g. {@code the deployments}
     */
    <T> T call(String what, Supplier<T> call) throws InterruptedException {
        long wait = next - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        next = System.nanoTime() + nanosBetween;
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(call);
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static CostInsightsException failure(String what, Throwable cause) {
        int status = cause instanceof DatabricksError error ? error.getStatusCode() : 0;
        ErrorCode code =
                switch (status) {
                    case 400 -> ErrorCode.CONFIGURATION;
                    case 401, 403 -> ErrorCode.PERMISSION;
                    case 404 -> ErrorCode.NOT_FOUND;
                    case 429 -> ErrorCode.THROTTLED;
                    default -> ErrorCode.UNAVAILABLE;
                };
        return new CostInsightsException(code, what + " of the workspace cannot be read: " + cause.getMessage(), cause);
    }
}
