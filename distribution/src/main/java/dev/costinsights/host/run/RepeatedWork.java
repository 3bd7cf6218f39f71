package dev.costinsights.host.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does some work at once and then now and then, on a daemon thread, until it is closed; nothing that goes wrong ends it, not
 * even an error of the virtual machine or an interrupt that a plugin left behind. Any thread may call it.
 */
public final class RepeatedWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);

    private static final Duration USUAL_END = Duration.ofMillis(500);
    private static final Duration LONGEST_NOTICE = Duration.ofSeconds(3);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Work work;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;

    /** What is done; its methods are called by one thread. */
    interface Work {

        void once() throws Exception;

        /** It threw, and is not being closed. */
        void failed(Throwable cause);

        /** It will not be done again. */
        default void end() {}
    }

    private RepeatedWork(String name, Duration every, Work work) {
        this.work = work;
        this.every = every;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /**
     * @param name of the thread
     * @param every how long to rest in between
     */
    static RepeatedWork start(String name, Duration every, Work work) {
        RepeatedWork repeated = new RepeatedWork(name, every, work);
        repeated.thread.start();
        return repeated;
    }

    /** Ends a rest now, or lets the next one, after what is being done, be none. */
    void soon() {
        if (wanted.availablePermits() == 0) {
            wanted.release();
        }
    }

    /** Why it will not be done again, or empty. */
    public Optional<String> problem() {
        return thread.isAlive()
                ? Optional.empty()
                : Optional.of("the thread " + thread.getName() + " has ended; restart the host, and see its log");
    }

    /** Ends it within seconds. */
    @Override
    public void close() {
        closed.countDown();
        wanted.release();
        try {
            // H2 closes the file that an interrupted thread writes to; one that is at work may end it first.
            thread.join(USUAL_END.toMillis());
            thread.interrupt();
            thread.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                once();
                rest();
            }
        } finally {
            work.end();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // the next time must come, whatever a plugin throws
    private void once() {
        try {
            work.once();
        } catch (Throwable e) {
            tell(e);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // memory may be short for telling, too
    private void tell(Throwable cause) {
        // An interrupt that comes from closing has closed it before; another one means nothing.
        Thread.interrupted();
        try {
            // When the process ends, H2 ends with it, whoever is still at work.
            if (!closed.await(LONGEST_NOTICE.toMillis(), TimeUnit.MILLISECONDS)) {
                work.failed(cause);
            }
        } catch (InterruptedException e) {
            // Closed meanwhile.
        } catch (Throwable e) {
            LOG.error("a failure could not be told", e);
        }
    }

    private void rest() {
        Thread.interrupted();
        try {
            if (wanted.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
                wanted.drainPermits();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }
}
