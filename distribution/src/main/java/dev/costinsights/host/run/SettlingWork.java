package dev.costinsights.host.run;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.recording.SettledEnds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles open executions. */
final class SettlingWork implements RepeatedWork.Work {

    private static final Logger LOG = LoggerFactory.getLogger(SettlingWork.class);

    /** Of each type, each time. */
    private static final int MOST = 500;

    private static final int MOST_REASONS = 256;

    private final JdbcJournal journal;
    private final Function<ExecutionRecorder, PreparedEngine> engines;
    private final SettledEnds ends;
    private final Counter settled;
    private final AtomicLong open = new AtomicLong();
    private final Set<String> explained = ConcurrentHashMap.newKeySet();

    /** Null until something is open: a host that records nothing needs no plugins. */
    private PreparedEngine engine;

    /**
     * @param recordings where executions rest
     * @param keeper gets the ends; must bear calls of several threads
     * @param engines makes the engine that settles, with the recorder that gets the ends
     */
    SettlingWork(
            DataSource recordings,
            ExecutionKeeper keeper,
            Clock clock,
            MeterRegistry metrics,
            Function<ExecutionRecorder, PreparedEngine> engines) {
        this.journal = new JdbcJournal(recordings);
        this.engines = engines;
        this.ends = new SettledEnds(keeper, clock, this::explain);
        this.settled = Counter.builder("cost_insights_executions_settled")
                .description("Executions of which the end was asked for and found")
                .register(metrics);
        Gauge.builder("cost_insights_executions_open", open, AtomicLong::doubleValue)
                .description("Recorded executions without an end, when they were last looked at")
                .register(metrics);
    }

    @Override
    public void once() throws Exception {
        count();
        if (open.get() > 0) {
            ask();
            count();
        }
    }

    @Override
    public void failed(Throwable cause) {
        String reason = cause instanceof CostInsightsException ? cause.getMessage() : cause.toString();
        explain("open executions cannot be settled: " + reason, cause);
    }

    @Override
    public void end() {
        if (engine != null) {
            engine.close();
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
