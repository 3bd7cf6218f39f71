package dev.costinsights.plugin.systemtables.jdbc;

/**
 * How many repetitions all connections together may still make. Each costs one; each success gives a tenth back. So where
 * little fails everything may be repeated, and where everything fails the other side gets a tenth of requests on top, not
 * a multiple. Any number of threads.
 */
final class RetryBudget {

    private static final int COST = 10;

    private final int most;
    private int left;

    /** @param repetitions how many may be made in a row without a success */
    RetryBudget(int repetitions) {
        this.most = repetitions * COST;
        this.left = most;
    }

    /** Takes one repetition; false when there is none left. */
    synchronized boolean spend() {
        if (left < COST) {
            return false;
        }
        left -= COST;
        return true;
    }

    synchronized void succeeded() {
        left = Math.min(most, left + 1);
    }
}
