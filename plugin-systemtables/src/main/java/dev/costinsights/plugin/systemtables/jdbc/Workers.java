package dev.costinsights.plugin.systemtables.jdbc;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for calls into the driver and the SDK, which block in sockets that no interrupt reaches. Who calls waits here
 * instead, and can stop waiting: at a time limit, or when interrupted.
 */
final class Workers implements AutoCloseable {

    private final AtomicInteger made = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

    /** A call that did not come back in time. */
    static final class TooLateException extends Exception {
        TooLateException() {
            super("the call took too long", null, false, false);
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cost-insights-warehouse-" + made.incrementAndGet());
        thread.setDaemon(true);
        // What the driver looks up by context class loader is in the plugin's jars.
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }

    /**
     * @param abandon ends what the call is stuck in; run when nobody waits for it any more
     * @throws TooLateException when the limit has passed
     * @throws InterruptedException at once when interrupted
     * @throws Exception what the call throws
     */
    <T> T call(Duration limit, Runnable abandon, Callable<T> work) throws Exception {
        Future<T> result = threads.submit(work);
        try {
            return result.get(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        } catch (TimeoutException e) {
            result.cancel(true);
            later(abandon);
            throw new TooLateException();
        } catch (InterruptedException e) {
            result.cancel(true);
            later(abandon);
            throw e;
        }
    }

    /** Does something that nobody waits for; also when it is closed already, since what is tidied up last comes then. */
    void later(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            thread(work).start();
        }
    }

    /** Waits a moment for what is being tidied up. What is being done may go on to its end, but asks for no more threads. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (threads.awaitTermination(3, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
