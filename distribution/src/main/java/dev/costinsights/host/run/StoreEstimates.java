package dev.costinsights.host.run;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.estimation.Replay;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.estimate.BilledWorks;
import dev.costinsights.host.estimate.OpenEstimate;
import dev.costinsights.host.estimate.OpenEstimates;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Estimates from what the store and the recordings hold. */
public final class StoreEstimates {

    /** System tables show a bill within hours; a day is on the safe side. */
    private static final Duration LAG = Duration.ofDays(1);

    private static final int MICROS_PER_MILLI = 1_000;

    private final StoreLedger ledger;

    @Inject
    StoreEstimates(StoreLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * What is estimated.
     *
     * @param replay how far off the estimates of billed work were
     * @param open recorded executions without a bill
     */
    public record Outcome(Replay replay, List<OpenEstimate> open) {}

    /** Learns from the window's bills, and estimates what began in it and is not billed yet. */
    public Outcome run(TimeSpan window, Optional<String> currency) throws InterruptedException {
        AttributionOptions.Builder options = AttributionOptions.builder(window);
        currency.ifPresent(options::currency);
        OpenEstimates open = new OpenEstimates(window);
        ledger.recorded(window, open);
        BilledWorks works = new BilledWorks(window, currency);
        LedgerSink both = row -> {
            open.row(row);
            works.row(row);
        };
        ledger.pass(window, options, both, works);
        Replay replay = Replay.of(works.prices(), works.whole(), LAG.toMillis() * MICROS_PER_MILLI);
        return new Outcome(replay, open.estimate(works, replay));
    }
}
