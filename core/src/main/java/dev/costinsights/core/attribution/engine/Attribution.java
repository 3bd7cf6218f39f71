package dev.costinsights.core.attribution.engine;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.attribution.charge.ChargeMaker;
import dev.costinsights.core.attribution.compute.ProviderShares;
import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.attribution.facts.IndexSort;
import dev.costinsights.core.attribution.facts.UsageStore;
import dev.costinsights.core.attribution.identity.Targets;
import dev.costinsights.core.attribution.ledger.LedgerWriter;
import dev.costinsights.core.attribution.product.Assignment;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attributes a bill: from sealed facts to a ledger, resource by resource, so that memory is bounded by the largest one.
 *
 * <p>A pure function of the facts and the options. One thread; nothing is kept from run to run.
 */
public final class Attribution {

    private static final Logger log = LoggerFactory.getLogger(Attribution.class);

    private final Facts facts;
    private final AttributionOptions options;
    private final UsageStore usage;
    private final ResourceRanks ranks;

    private Attribution(Facts facts, AttributionOptions options) {
        this.facts = facts;
        this.options = options;
        this.usage = facts.usage();
        this.ranks = ResourceRanks.of(usage);
    }

    /**
     * Writes the ledger to the sink, in ledger order.
     *
     * @param reader finds attribution contexts in tags and comments
     * @throws CostInsightsException when the currency that was asked for is in no price list, or, which would be a bug,
     *     when the ledger does not equal the bill
     */
    public static AttributionResult run(
            Facts facts, AttributionOptions options, ContextReader reader, LedgerSink sink) {
        return new Attribution(facts, options).run(reader, sink);
    }

    private AttributionResult run(ContextReader reader, LedgerSink sink) {
        checkCurrency();
        long asOf = options.asOf().map(TimeSpan::micros).orElseGet(facts::newestKnowledge);
        long settledBefore = asOf - options.settleHorizon().toNanos() / 1000;
        ChargeMaker charges = new ChargeMaker(usage, facts.prices(), settledBefore);
        LedgerWriter ledger = new LedgerWriter(sink, options.idlePolicy());
        ResourceAttribution resources = new ResourceAttribution(
                facts, new Targets(facts, reader), new ProviderShares(facts), options.idlePolicy(), charges, ledger);
        List<Assignment> assignments = ranks.assignments();
        int[] rows = byRank();
        int from = 0;
        while (from < rows.length) {
            int rank = rank(rows[from]);
            int to = from + 1;
            while (to < rows.length && rank(rows[to]) == rank) {
                to++;
            }
            IndexSort.sort(rows, from, to, this::compare);
            resources.attribute(rows, from, to, assignments);
            from = to;
        }
        if (ledger.records() != usage.size()) {
            throw new CostInsightsException(
                    ErrorCode.CONSERVATION,
                    usage.size() + " usage records were read and " + ledger.records()
                            + " are in the ledger; please report this");
        }
        warnOfCurrencies();
        List<ReconciliationRow> reconciliation = ledger.reconciliation();
        return new AttributionResult(
                reconciliation,
                usage.size(),
                ledger.rows(),
                usage.duplicateReads(),
                usage.revisions(),
                TimeSpan.instant(asOf));
    }

    /** The usage rows, those of a resource together and the resources in ledger order. */
    private int[] byRank() {
        int[] next = new int[ranks.count() + 1];
        for (int row = 0; row < usage.size(); row++) {
            next[rank(row) + 1]++;
        }
        for (int rank = 0; rank < ranks.count(); rank++) {
            next[rank + 1] += next[rank];
        }
        int[] rows = new int[usage.size()];
        for (int row = 0; row < rows.length; row++) {
            rows[next[rank(row)]++] = row;
        }
        return rows;
    }

    private int rank(int row) {
        return ranks.of(usage.origin(row));
    }

    /** The order of rows of one resource. */
    private int compare(int left, int right) {
        int order = Long.compare(usage.start(left), usage.start(right));
        order = order != 0 ? order : Long.compare(usage.end(left), usage.end(right));
        return order != 0 ? order : usage.compareIds(left, right);
    }

    /** A negotiated price in another currency than the list's would be passed over without a word. */
    private void warnOfCurrencies() {
        // Not for a day's ledger, of which there is one for each day.
        if (options.evidenceEnd().isEmpty()) {
            for (String other : facts.prices().passedOver(options.window())) {
                log.warn(
                        "negotiated prices in {} are not used, because what they are for has prices in another currency,"
                                + " too; ask for the currency {} to use them (--currency {})",
                        other,
                        other,
                        other);
            }
        }
    }

    private void checkCurrency() {
        if (options.currency().isEmpty()) {
            return;
        }
        String asked = options.currency().get();
        Set<String> known = facts.prices().currencies();
        if (!known.isEmpty() && !known.contains(asked)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "no price is in " + asked + "; the price lists have " + known + ", choose one of them");
        }
    }
}
