package dev.costinsights.core.attribution;

import dev.costinsights.core.attribution.charge.ChargeMaker;
import dev.costinsights.core.attribution.compute.ProviderShares;
import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.attribution.facts.IndexSort;
import dev.costinsights.core.attribution.facts.UsageStore;
import dev.costinsights.core.attribution.identity.Targets;
import dev.costinsights.core.attribution.ledger.LedgerWriter;
import dev.costinsights.core.attribution.product.Assignment;
import dev.costinsights.core.attribution.product.ProductRules;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Attributes a bill: from sealed facts to a ledger, resource by resource, so that memory is bounded by the largest one.
 *
 * <p>A pure function of the facts and the options. One thread; nothing is kept from run to run.
 */
public final class Attribution {

    private final Facts facts;
    private final AttributionOptions options;
    private final UsageStore usage;
    private final List<Assignment> assignments;

    private Attribution(Facts facts, AttributionOptions options) {
        this.facts = facts;
        this.options = options;
        this.usage = facts.usage();
        Map<Resource, Resource> resources = new HashMap<>();
        this.assignments = usage.origins().stream()
                .map(ProductRules::assign)
                .map(assignment -> assignment.with(resources.computeIfAbsent(assignment.resource(), r -> r)))
                .toList();
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
        long asOf = options.asOf().map(TimeSpan::micros).orElseGet(usage::newestKnowledge);
        long settledBefore = asOf - options.settleHorizon().toNanos() / 1000;
        ChargeMaker charges = new ChargeMaker(usage, facts.prices(), settledBefore);
        LedgerWriter ledger = new LedgerWriter(sink, options.idlePolicy());
        ResourceAttribution resources = new ResourceAttribution(
                facts, new Targets(facts, reader), new ProviderShares(facts), options.idlePolicy(), charges, ledger);
        int[] rankOf = ranks();
        int[] rows = IndexSort.sorted(usage.size(), (left, right) -> compare(left, right, rankOf));
        int from = 0;
        while (from < rows.length) {
            int to = from + 1;
            while (to < rows.length && rankOf[usage.origin(rows[to])] == rankOf[usage.origin(rows[from])]) {
                to++;
            }
            resources.attribute(rows, from, to, assignments);
            from = to;
        }
        if (ledger.records() != usage.size()) {
            throw new CostInsightsException(
                    ErrorCode.CONSERVATION,
                    usage.size() + " usage records were read and " + ledger.records()
                            + " are in the ledger; please report this");
        }
        List<ReconciliationRow> reconciliation = ledger.reconciliation();
        return new AttributionResult(
                reconciliation,
                usage.size(),
                ledger.rows(),
                usage.duplicateReads(),
                usage.revisions(),
                TimeSpan.instant(asOf));
    }

    /** Numbers the resources in ledger order and says which one an origin belongs to. */
    private int[] ranks() {
        List<UsageOrigin> origins = usage.origins();
        Comparator<Integer> order = Comparator.<Integer, String>comparing(
                        i -> origins.get(i).accountId())
                .thenComparing(i -> origins.get(i).workspaceId())
                .thenComparing(i -> assignments.get(i).resource().type().name())
                .thenComparing(i -> assignments.get(i).resource().id());
        List<Integer> sorted =
                IntStream.range(0, origins.size()).boxed().sorted(order).toList();
        int[] rankOf = new int[origins.size()];
        int rank = 0;
        for (int i = 0; i < sorted.size(); i++) {
            rank += i > 0 && order.compare(sorted.get(i - 1), sorted.get(i)) != 0 ? 1 : 0;
            rankOf[sorted.get(i)] = rank;
        }
        return rankOf;
    }

    private int compare(int left, int right, int[] rankOf) {
        int order = Integer.compare(rankOf[usage.origin(left)], rankOf[usage.origin(right)]);
        order = order != 0 ? order : Long.compare(usage.start(left), usage.start(right));
        order = order != 0 ? order : Long.compare(usage.end(left), usage.end(right));
        return order != 0 ? order : usage.compareIds(left, right);
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
