package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Estimates;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.JdbcJournal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Estimates recorded executions when their ends become known, and keeps what it says. Safe for use by several threads. */
public final class RecordingEstimates {

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
        Optional<LocalDate> newest = current().known().dates().stream().max(Comparator.naturalOrder());
        if (newest.isEmpty()) {
            return;
        }
        LocalDate from = newest.get().minusDays(1);
        Comparison comparison = new Comparison(billed.since(from));
        long statementsFrom = micros(newest.get());
        List<ExecutionEvent> waiting = new ArrayList<>();
        journal.read(micros(from), Long.MAX_VALUE, event -> {
            boolean isTooLate = event.type() == ExecutionType.STATEMENT && event.startMicros() < statementsFrom;
            if (!isTooLate && !comparison.isBilled(event.type(), event.place().workspaceId(), event.id())) {
                waiting.add(event);
            }
        });
        estimate(waiting);
    }

    private static long micros(LocalDate date) {
        return TimeSpan.micros(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** By kind, how far off estimates of all billed work of a time would have been. */
    public synchronized Map<EstimationKind, Estimates.Errors> replayed(TimeSpan window) throws SQLException {
        return current().replay().estimates().errors(window);
    }

    /** What estimates are made from now. */
    private ExecutionEstimator current() throws SQLException {
        if (estimator == null || estimator.known().version() != bills.version()) {
            estimator = new ExecutionEstimator(bills.known(), currency);
        }
        return estimator;
    }
}
