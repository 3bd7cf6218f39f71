package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * A question for costs.
 *
 * @param by what costs are grouped by, in this order
 * @param step of the periods for which costs are said too, or null
 * @param versus what they are compared with, or null
 * @param filters of which a row must pass each
 * @param top most lines of a currency; the others are one sum
 */
public record CostQuery(
        Days days,
        List<Dimension> by,
        Step step,
        Versus versus,
        List<CostFilter> filters,
        PriceBasis price,
        Order order,
        int top) {

    /** At which price. */
    public enum PriceBasis {
        LIST,
        /** After contract prices and discounts. */
        EFFECTIVE;

        String column() {
            return this == LIST ? "list_cost" : "effective_cost";
        }
    }

    /** What comes first. */
    public enum Order {
        /** The largest cost. */
        COST,
        /** The largest change, up or down. */
        CHANGE
    }

    /** More would be no answer for a person, and programs read the ledger itself. */
    public static final int MOST_LINES = 10_000;

    private static final int MOST_PERIODS = 1_000;

    /** @throws CostInsightsException when it cannot be answered */
    public CostQuery {
        by = List.copyOf(by);
        filters = List.copyOf(filters);
        if (by.isEmpty() || by.stream().distinct().count() < by.size()) {
            throw refused("costs are grouped by at least one column, and by each once");
        }
        if (top < 1 || top > MOST_LINES) {
            throw refused("top is " + top + "; it must be from 1 to " + MOST_LINES);
        }
        if (order == Order.CHANGE && versus == null) {
            throw refused("there is no change to sort by without a comparison; add --vs previous, or sort by cost");
        }
        if (step != null && step.periods(days.first(), days.end()).size() > MOST_PERIODS) {
            throw refused("the window has more than " + MOST_PERIODS + " periods; choose a longer step or fewer days");
        }
    }

    /** The days that costs are compared with. */
    public Optional<Days> before() {
        return Optional.ofNullable(versus).map(comparison -> comparison.of(days));
    }

    private static CostInsightsException refused(String why) {
        return new CostInsightsException(ErrorCode.CONFIGURATION, why);
    }
}
