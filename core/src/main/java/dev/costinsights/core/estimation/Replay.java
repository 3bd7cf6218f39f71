package dev.costinsights.core.estimation;

import dev.costinsights.core.attribution.pricing.PriceBook;
import java.util.List;

/**
 * Estimates billed work again, each from what was billed by the time when it ended, and replaces each by its bill: what
 * remains is how far off they were. The order in which the work is given makes no difference.
 */
public final class Replay {

    private Replay() {}

    /**
     * Replays. Work that could not be estimated does not count.
     *
     * @param lagMicros how long after its end a bill comes
     */
    public static Estimates of(PriceBook prices, List<BilledWork> works, long lagMicros) {
        List<BilledWork> ordered = works.stream().sorted(BilledWork.BY_END).toList();
        PastBills past = new PastBills(prices);
        Estimates estimates = new Estimates();
        int learned = 0;
        for (BilledWork billed : ordered) {
            while (ordered.get(learned).endMicros() + lagMicros <= billed.endMicros()) {
                past.learn(ordered.get(learned++));
            }
            estimates.add(past.estimate(billed.work()));
            estimates.bill(billed.work(), billed.quantity());
        }
        return estimates;
    }
}
