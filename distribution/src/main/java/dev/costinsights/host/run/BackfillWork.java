package dev.costinsights.host.run;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.backfill.BackfillResult;
import dev.costinsights.host.run.RunningBackfills.Ended;
import dev.costinsights.host.run.RunningBackfills.Outcome;
import dev.costinsights.host.run.RunningBackfills.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backfills the newest days, and remembers how that went. */
final class BackfillWork implements RepeatedWork.Work {

    private static final Logger LOG = LoggerFactory.getLogger(BackfillWork.class);

    private final BackfillRunner runner;
    private final Clock clock;
    private final int days;
    private final MeterRegistry metrics;
    private final AtomicLong succeeded = new AtomicLong();
    private volatile State state = new State(Optional.empty(), Optional.empty());

    /** @param days how many, today among them */
    BackfillWork(BackfillRunner runner, Clock clock, int days, MeterRegistry metrics) {
        this.runner = runner;
        this.clock = clock;
        this.days = days;
        this.metrics = metrics;
        Gauge.builder("cost_insights_backfill_success_seconds", succeeded, AtomicLong::doubleValue)
                .description("When the newest backfill that read all it should ended, in seconds since 1970; 0 before")
                .register(metrics);
        for (Outcome outcome : Outcome.values()) {
            counter(outcome);
        }
    }

    /** How things stand; any thread may ask. */
    State state() {
        return state;
    }

    @Override
    public void once() throws InterruptedException {
        Instant started = clock.instant();
        state = new State(Optional.of(started), state.last());
        try {
            LocalDate today = LocalDate.now(clock);
            BackfillResult result = runner.run(today.minusDays(days - 1L), today.plusDays(1), false, true);
            Outcome outcome = result.isPartial() ? Outcome.PARTIAL : Outcome.DONE;
            Ended ended = new Ended(
                    started,
                    clock.instant(),
                    outcome,
                    result.changed(),
                    result.rows(),
                    result.problem().orElse(null));
            LOG.info(
                    "backfill {}: {} slices changed, {} rows read, {} s",
                    outcome.name().toLowerCase(Locale.ROOT),
                    ended.changed(),
                    ended.rows(),
                    Duration.between(started, ended.ended()).toSeconds());
            result.problem().ifPresent(problem -> LOG.warn("not all was read: {}", problem));
            over(ended);
        } catch (InterruptedException | RuntimeException | Error e) {
            String problem = e instanceof CostInsightsException ? e.getMessage() : e.toString();
            over(new Ended(started, clock.instant(), Outcome.FAILED, 0, 0, problem));
            throw e;
        } finally {
            state = new State(Optional.empty(), state.last());
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (cause instanceof CostInsightsException) {
            LOG.warn("the backfill failed: {}", cause.getMessage());
            LOG.debug("in detail", cause);
        } else {
            LOG.error("a bug in the backfill", cause);
        }
    }

    private void over(Ended ended) {
        state = new State(state.running(), Optional.of(ended));
        counter(ended.outcome()).increment();
        if (ended.outcome() == Outcome.DONE) {
            succeeded.set(ended.ended().getEpochSecond());
        }
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("cost_insights_backfills")
                .description("Backfills that are over")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(metrics);
    }
}
