package dev.costinsights.host.backfill;

import java.util.List;

/**
 * How a backfill ended.
 *
 * @param slices how many were read
 * @param changed how many of them brought something new
 * @param rows how many rows were read
 * @param gaps what could not be read; empty when everything was
 */
public record BackfillResult(long slices, long changed, long rows, List<Gap> gaps) {

    public BackfillResult {
        gaps = List.copyOf(gaps);
    }

    /**
     * What could not be read.
     *
     * @param what a table, or a day of one
     * @param reason why, and what to do
     */
    public record Gap(String what, String reason) {}
}
