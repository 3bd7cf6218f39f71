package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.time.LocalDate;

/**
 * Days that somebody chose, before it is known which ones the ledger has.
 *
 * @param start the first one, or null
 * @param end the day after the last one; null for the end of the ledger
 * @param last how many, or null; instead of a start
 * @param usual how many where neither a start nor a number is said; 0 for all from the first of the ledger on
 */
public record DaysChoice(LocalDate start, LocalDate end, Integer last, int usual) {

    private static final int MOST = 36_500;

    /** @throws CostInsightsException when it contradicts itself */
    public DaysChoice {
        if (start != null && last != null) {
            throw refused("start " + start + " and last " + last + " both say where to begin; leave one out");
        }
        if (last != null && (last < 1 || last > MOST)) {
            throw refused("last is " + last + "; it must be from 1 to " + MOST + " days");
        }
    }

    /**
     * The days that are meant.
     *
     * @param known those of the ledger
     * @throws CostInsightsException when there are none
     */
    public Days of(Days known) {
        LocalDate until = end != null ? end : known.end();
        int days = last != null ? last : usual;
        return new Days(start != null ? start : days == 0 ? known.first() : until.minusDays(days), until);
    }

    private static CostInsightsException refused(String why) {
        return new CostInsightsException(ErrorCode.CONFIGURATION, why);
    }
}
