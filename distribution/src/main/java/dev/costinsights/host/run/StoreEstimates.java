package dev.costinsights.host.run;

import dev.costinsights.core.estimation.Estimates;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.database.H2File;
import dev.costinsights.host.database.HostDatabase;
import dev.costinsights.host.estimate.BillsOfExecutions;
import dev.costinsights.host.estimate.Comparison;
import dev.costinsights.host.estimate.DayBills;
import dev.costinsights.host.estimate.EstimateDatabase;
import dev.costinsights.host.estimate.KeptEstimate;
import dev.costinsights.host.estimate.KeptEstimates;
import dev.costinsights.host.estimate.NotedBills;
import dev.costinsights.host.estimate.RecordingEstimates;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The host's estimates: what was said of recorded executions, and what their bills said. */
public final class StoreEstimates {

    private final Settings settings;
    private final StoreAccess access;
    private final Clock clock;

    @Inject
    StoreEstimates(Settings settings, StoreAccess access, Clock clock) {
        this.settings = settings;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What is known of executions of a window.
     *
     * @param replayed by kind, how far off estimates of all billed work would have been, recorded or not
     * @param kept how far off those were that were said before the bill
     * @param open estimates without a bill, with and without a number, the oldest first
     */
    public record Outcome(
            Map<EstimationKind, Estimates.Errors> replayed,
            Map<Comparison.Group, Comparison.Sum> kept,
            List<KeptEstimate> open) {}

    /**
     * Estimates what ended and has no estimate yet, and compares estimates with bills.
     *
     * @throws CostInsightsException when there is neither a store nor anything recorded
     */
    public Outcome run(TimeSpan window) throws InterruptedException {
        if (!HostDatabase.EXECUTIONS.isIn(access.home())) {
            access.require();
        }
        try {
            catchUp();
            EstimateDatabase database = database();
            List<KeptEstimate> estimates = new KeptEstimates(database).in(window);
            LocalDate from = LocalDate.ofInstant(TimeSpan.instant(window.startMicros()), ZoneOffset.UTC);
            Comparison comparison = new Comparison(new BillsOfExecutions(database).since(from));
            return new Outcome(
                    recording(database).replayed(window),
                    comparison.sums(estimates),
                    estimates.stream()
                            .filter(estimate -> comparison.bill(estimate).isEmpty())
                            .toList());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Estimates recorded executions that ended while nobody was there to estimate them, and are not billed yet. */
    void catchUp() {
        Optional<DataSource> recorded = HostDatabase.EXECUTIONS.existing(settings.host(), access.home());
        if (recorded.isEmpty()) {
            return;
        }
        try {
            recording(database()).catchUp(new JdbcJournal(recorded.get()));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Notes the bills of days while they are computed. */
    DayBills dayBills() {
        EstimateDatabase database = database();
        return new DayBills(new NotedBills(database), new KeptEstimates(database));
    }

    private RecordingEstimates recording(EstimateDatabase database) {
        return new RecordingEstimates(database, settings.currency(), clock);
    }

    private EstimateDatabase database() {
        return new EstimateDatabase(HostDatabase.ESTIMATES.open(settings.host(), access.home()));
    }

    static CostInsightsException failed(SQLException e) {
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE,
                "estimates cannot be kept or read: " + e.getMessage()
                        + (H2File.isBroken(e)
                                ? "; remove databases/estimates.mv.db from the home folder and run cost-insights rebuild"
                                : ""),
                e);
    }
}
