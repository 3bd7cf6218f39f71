package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.TableSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A call to a source, with an end to it: one that does not answer in time is interrupted, and if it does not obey it is
 * left alone with its thread and nobody listens to it any more.
 *
 * @param subject what it is about, for people
 * @param late the sentence for when it takes too long
 */
record BoundedCall(TableSource source, String subject, Supplier<String> late) {

    /** @throws CostInsightsException what the source throws, or the reason why nothing came */
    <T> T run(Callable<T> work, long nanos) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "read " + subject);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new CostInsightsException(ErrorCode.UNAVAILABLE, late.get(), e);
        } catch (InterruptedException e) {
            task.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private CostInsightsException unwrapped(Throwable cause) {
        return cause instanceof CostInsightsException known
                ? known
                : new CostInsightsException(
                        ErrorCode.INTERNAL,
                        "source " + source.name() + " failed at " + subject + ", which is a bug in it: " + cause,
                        cause);
    }
}
