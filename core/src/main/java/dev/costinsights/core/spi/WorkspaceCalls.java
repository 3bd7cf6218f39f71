package dev.costinsights.core.spi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Calls of a {@link LiveSource} to the API of a workspace, through whatever client it has: one after another, not more of them in
 * a second than was said, with failures as this API names them. It repeats nothing; a client that is asked to slow down waits and
 * tries again by itself. One thread.
 */
public final class WorkspaceCalls {

    private final long nanosBetween;
    private final ToIntFunction<Throwable> statusOf;
    private long next = System.nanoTime();

    /**
     * @param perSecond at least 1
     * @param statusOf the HTTP status of what the client throws; 0 when the failure has none
     */
    public WorkspaceCalls(long perSecond, ToIntFunction<Throwable> statusOf) {
        this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.statusOf = statusOf;
    }

    /**
     * Clients may not heed interrupts while they read; whoever waits for them here does. The call runs on another thread.
     *
     * @param what for the message when it fails, e.g. {@code the runs}
     * @throws CostInsightsException when the call fails, by its status: CONFIGURATION (400), PERMISSION (401, 403), NOT_FOUND (404),
     *     THROTTLED (429), else UNAVAILABLE
     */
    public <T> T call(String what, Supplier<T> call) throws InterruptedException {
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

    private CostInsightsException failure(String what, Throwable cause) {
        ErrorCode code =
                switch (statusOf.applyAsInt(cause)) {
                    case 400 -> ErrorCode.CONFIGURATION;
                    case 401, 403 -> ErrorCode.PERMISSION;
                    case 404 -> ErrorCode.NOT_FOUND;
                    case 429 -> ErrorCode.THROTTLED;
                    default -> ErrorCode.UNAVAILABLE;
                };
        return new CostInsightsException(code, what + " of the workspace cannot be read: " + cause.getMessage(), cause);
    }
}
