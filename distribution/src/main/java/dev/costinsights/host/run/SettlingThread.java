package dev.costinsights.host.run;

import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.recording.SettledEnds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles open executions now and then. Closing it may be done by any thread, and ends it within seconds. */
public final class SettlingThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SettlingThread.class);

    /** Of each type, each time. */
    private static final int MOST = 500;

    private static final int MOST_REASONS = 256;
    private static final Duration USUAL_END = Duration.ofMillis(500);
    private static final Duration LONGEST_NOTICE = Duration.ofSeconds(3);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final JdbcJournal journal;
    private final Duration every;
    private final Function<ExecutionRecorder, PreparedEngine> engines;
    private final SettledEnds ends;
    private final Counter settled;
    private final AtomicLong open = new AtomicLong();
    private final Set<String> explained = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Of the thread only; null until something is open: a host that records nothing needs no plugins. */
    private PreparedEngine engine;

    private SettlingThread(
            DataSource recordings,
            ExecutionKeeper keeper,
            Duration every,
            Clock clock,
            MeterRegistry metrics,
            Function<ExecutionRecorder, PreparedEngine> engines) {
        this.journal = new JdbcJournal(recordings);
        this.every = every;
        this.engines = engines;
        this.ends = new SettledEnds(keeper, clock, this::explain);
        this.settled = Counter.builder("cost_insights_executions_settled")
                .description("Executions of which the end was asked for and found")
                .register(metrics);
        Gauge.builder("cost_insights_executions_open", open, AtomicLong::doubleValue)
                .description("Recorded executions without an end, when they were last looked at")
                .register(metrics);
        this.thread = new Thread(this::run, "cost-insights-settling");
        this.thread.setDaemon(true);
    }

    /** @param engines makes the engine that settles, with the recorder that gets the ends */
    static SettlingThread start(
            DataSource recordings,
            ExecutionKeeper keeper,
            Duration every,
            Clock clock,
            MeterRegistry metrics,
            Function<ExecutionRecorder, PreparedEngine> engines) {
        SettlingThread settling = new SettlingThread(recordings, keeper, every, clock, metrics, engines);
        settling.thread.start();
        return settling;
    }

    @Override
    public void close() {
        closed.countDown();
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
            do {
                settle();
            } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Closed while it was at work.
        } finally {
            if (engine != null) {
                engine.close();
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked") // the next time must come, whatever a plugin throws
    private void settle() throws InterruptedException {
        try {
            count();
            if (open.get() > 0) {
                ask();
                count();
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            if (closed.await(LONGEST_NOTICE.toMillis(), TimeUnit.MILLISECONDS)) {
                // The process ends, and H2 with it, whoever is still at work.
                return;
            }
            explain("open executions cannot be settled: " + e.getMessage(), e);
        }
    }

    private void ask() throws Exception {
        if (engine == null) {
            engine = engines.apply(ends);
        }
        try {
            engine.insights().settleOpenExecutions(MOST);
        } finally {
            settled.increment(ends.keep());
        }
    }

    private void count() throws SQLException {
        open.set(journal.openCount());
    }

    private void explain(String reason, Throwable cause) {
        if (explained.size() < MOST_REASONS && explained.add(reason)) {
            String detail = cause == null ? "" : String.valueOf(cause.getMessage());
            LOG.warn("{}{}; this is said once", reason, reason.endsWith(detail) ? "" : ": " + detail);
            LOG.debug("in detail", cause);
        }
    }
}
