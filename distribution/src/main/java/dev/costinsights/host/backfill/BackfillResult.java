package dev.costinsights.host.backfill;

import java.util.List;

/**
 * How a backfill ended.
 *
 * @param slices how many were read
 * @param changed how many of them brought something new
 * @param rows how many rows were read
 * @param gaps what could not be read and is missed
 * @param notes what could not be read and is not needed: previews, tables that explain no cost
 */
public record BackfillResult(long slices, long changed, long rows, List<Gap> gaps, List<Gap> notes) {

    public BackfillResult {
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }

    /**
     * What could not be read.
     *
     * @param what a table, or a day of one
     * @param reason why, and what to do
     */
    public record Gap(String what, String reason) {}
}
