package dev.costinsights.core.tracking;

import java.util.List;

/**
 * Events in the order in which they were recorded. Everything that is recorded has a number; those that were dropped have
 * one too, so that a gap in the numbers says how many are missing and between which.
 *
 * @param sequence number of the first that was lost, or of the first event when none was
 * @param lost how many were lost before the first event of this batch; they have the numbers from {@code sequence} on
 * @param atMicros when the batch was made, microseconds since 1970
 */
public record EventBatch(long sequence, long lost, long atMicros, List<ExecutionEvent> events) {

    public EventBatch {
        events = List.copyOf(events);
    }
}
