package dev.costinsights.host.report;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up a ledger while its rows pass. Sums are exact, at list cost, and never cross currencies. Keys are few: what
 * grows with the bill is not kept. One thread.
 */
public final class LedgerSummary implements LedgerSink {

    private static final AmountBasis[] AMOUNTS = AmountBasis.values();
    private static final IdentityBasis[] IDENTITIES = IdentityBasis.values();
    private static final Category[] CATEGORIES = Category.values();

    private final Map<String, OfCurrency> currencies = new HashMap<>();
    private final Map<Unpriced, Total> unpriced = new HashMap<>();
    private Charge lastCharge;
    private OfCurrency current;

    /** What is known of one currency. */
    static final class OfCurrency {
        final Total list = new Total();
        final Total effective = new Total();
        final Total[] categories = new Total[CATEGORIES.length];
        final Total[] evidence = new Total[AMOUNTS.length * IDENTITIES.length];
        final Map<Job, Total> jobs = new HashMap<>();
        final Map<Idle, Total> idle = new HashMap<>();
        final Map<String, Total> reasons = new HashMap<>();
        private AttributionContext lastContext;
        private Total lastJob;
    }

    /** An orchestrator's job. */
    record Job(String orchestrator, String name) {}

    /** Idle time of one kind on one compute. */
    record Idle(String workspaceId, String resourceType, String resourceId, String kind) {}

    /** Usage without a price. */
    record Unpriced(String skuName, String unit) {}

    @Override
    @SuppressWarnings("ReferenceEquality") // rows of one charge share the instance
    public void row(LedgerRow row) {
        Charge charge = row.charge();
        if (!charge.isPriced()) {
            unpriced.computeIfAbsent(
                            new Unpriced(
                                    charge.origin().skuName(), charge.origin().usageUnit()),
                            key -> new Total())
                    .add(row.quantity());
            return;
        }
        if (charge != lastCharge) {
            lastCharge = charge;
            current = currencies.computeIfAbsent(charge.currency(), key -> new OfCurrency());
        }
        Int128 cost = row.listCost();
        current.list.add(cost);
        current.effective.add(row.effectiveCost());
        add(current.categories, row.category().ordinal(), cost);
        add(
                current.evidence,
                row.amountBasis().ordinal() * IDENTITIES.length
                        + row.identity().basis().ordinal(),
                cost);
        switch (row.category()) {
            case IDLE ->
                current.idle
                        .computeIfAbsent(
                                new Idle(
                                        charge.origin().workspaceId(),
                                        charge.resource().type().name(),
                                        charge.resource().id(),
                                        row.detail()),
                                key -> new Total())
                        .add(cost);
            case UNATTRIBUTED ->
                current.reasons
                        .computeIfAbsent(row.detail() == null ? "" : row.detail(), key -> new Total())
                        .add(cost);
            case DIRECT, ALLOCATED -> job(row, cost);
            case OVERHEAD, UNPRICED -> {}
        }
    }

    Map<String, OfCurrency> currencies() {
        return currencies;
    }

    Map<Unpriced, Total> unpriced() {
        return unpriced;
    }

    @SuppressWarnings("ReferenceEquality") // neighbours often share the instance
    private void job(LedgerRow row, Int128 cost) {
        AttributionContext context = row.identity().context();
        if (context == null || context.job() == null) {
            return;
        }
        if (context != current.lastContext) {
            current.lastContext = context;
            current.lastJob =
                    current.jobs.computeIfAbsent(new Job(context.orchestrator(), context.job()), key -> new Total());
        }
        current.lastJob.add(cost);
    }

    private static void add(Total[] totals, int index, Int128 cost) {
        if (totals[index] == null) {
            totals[index] = new Total();
        }
        totals[index].add(cost);
    }
}
