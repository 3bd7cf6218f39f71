package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Estimates;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.estimation.Replay;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.JdbcJournal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Estimates recorded executions when their ends become known, and keeps what it says. Safe for use by several threads. */
public final class RecordingEstimates {

    /** System tables show a bill within hours; a day is on the safe side. */
    private static final Duration LAG = Duration.ofDays(1);

    private static final int MICROS_PER_MILLI = 1_000;

    private final NotedBills bills;
    private final BillsOfExecutions billed;
    private final KeptEstimates estimates;
    private final Optional<String> currency;
    private final Clock clock;
    private final RecentStatements recent = new RecentStatements();
    private ExecutionEstimator estimator;

    /** @param currency of the prices, where there are several */
    public RecordingEstimates(EstimateDatabase database, Optional<String> currency, Clock clock) {
        this.bills = new NotedBills(database);
        this.billed = new BillsOfExecutions(database);
        this.estimates = new KeptEstimates(database);
        this.currency = currency;
        this.clock = clock;
    }

    /** Estimates those that have ended and can be estimated; the first number that was said of one stays. */
    public synchronized void estimate(Collection<ExecutionEvent> events) throws SQLException {
        List<ExecutionEvent> ended =
                events.stream().filter(EndedExecutions::canBeEstimated).toList();
        if (ended.isEmpty()) {
            return;
        }
        ExecutionEstimator current = current();
        Map<String, Concurrency> concurrency = recent.with(ended);
        long now = TimeSpan.micros(clock.instant());
        List<KeptEstimate> said = new ArrayList<>();
        for (ExecutionEvent event : ended) {
            String object = EndedExecutions.object(event);
            boolean isStatement = EndedExecutions.kind(event) == EstimationKind.WAREHOUSE && object != null;
            int parallel = isStatement ? concurrency.get(object).during(EndedExecutions.active(event)) : 1;
            KeptEstimate estimate = current.estimate(event, parallel, now);
            if (Fit.fits(estimate)) {
                said.add(estimate);
            }
        }
        estimates.add(said);
    }

    /**
     * Estimates what a journal holds and nobody estimated: executions that ended lately and are not billed. Of a statement
     * that nobody estimated it is not known whether it is billed, unless it is of the newest day.
     */
    public synchronized void catchUp(JdbcJournal journal) throws SQLException {
        NavigableSet<LocalDate> dates = bills.dates();
        if (dates.isEmpty()) {
            return;
        }
        LocalDate from = dates.last().minusDays(1);
        long statementsFrom = micros(dates.last());
        List<ExecutionEvent> waiting = new ArrayList<>();
        journal.read(micros(from), Long.MAX_VALUE, event -> {
            boolean isTooLate = event.type() == ExecutionType.STATEMENT && event.startMicros() < statementsFrom;
            if (!isTooLate && EndedExecutions.canBeEstimated(event)) {
                waiting.add(event);
            }
        });
        Set<KeptEstimates.Key> said = said(from);
        waiting.removeIf(event -> said.contains(new KeptEstimates.Key(
                event.type(), Objects.requireNonNullElse(event.place().workspaceId(), ""), event.id())));
        if (waiting.isEmpty()) {
            // As usual while a host serves; bills of many days need not be read then.
            return;
        }
        Comparison comparison = new Comparison(billed.since(from));
        waiting.removeIf(
                event -> comparison.isBilled(event.type(), event.place().workspaceId(), event.id()));
        estimate(waiting);
    }

    /** Executions that began since a day and have a number, with their workspace and without. */
    private Set<KeptEstimates.Key> said(LocalDate from) throws SQLException {
        Set<KeptEstimates.Key> said = new HashSet<>();
        for (KeptEstimate estimate : estimates.in(new TimeSpan(micros(from), Long.MAX_VALUE))) {
            if (estimate.quantity().isPresent()) {
                said.add(KeptEstimates.Key.of(estimate));
                said.add(new KeptEstimates.Key(estimate.type(), "", estimate.executionId()));
            }
        }
        return said;
    }

    private static long micros(LocalDate date) {
        return TimeSpan.micros(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** By kind, how far off estimates of all billed work of a time would have been. */
    public Map<EstimationKind, Estimates.Errors> replayed(TimeSpan window) throws SQLException {
        NotedBills.Known known = bills.known();
        return Replay.of(
                        known.rates().priceBook(currency),
                        WholeWorks.of(known.works(), known.dates()),
                        LAG.toMillis() * MICROS_PER_MILLI)
                .errors(window);
    }

    /** What estimates are made from now. */
    private ExecutionEstimator current() throws SQLException {
        if (estimator == null || estimator.version() != bills.version()) {
            estimator = new ExecutionEstimator(bills.known(), currency);
        }
        return estimator;
    }
}
