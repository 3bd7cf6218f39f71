package dev.costinsights.workspace.simulation;

/**
 * How a statement went: times in milliseconds, as query history would show them.
 *
 * @param taskMillis what its tasks report, which is near the true work but not equal to it
 * @param asked the opaque id of the run that asked, or null
 */
public record StatementOutcome(
        String id,
        String warehouse,
        String asked,
        String job,
        String run,
        long arrival,
        long waitingForCompute,
        long waitingAtCapacity,
        long compilation,
        long execution,
        long fetch,
        long taskMillis,
        long trueWork) {
    /** When it begins to occupy the warehouse. */
    public long begin() {
        return arrival + waitingForCompute + waitingAtCapacity;
    }

    /** When its result is fetched. */
    public long finish() {
        return begin() + compilation + execution + fetch;
    }
}
