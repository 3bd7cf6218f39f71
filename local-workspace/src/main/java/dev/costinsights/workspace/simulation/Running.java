package dev.costinsights.workspace.simulation;

/** A statement on its way: compilation, execution, fetch, one after the other. */
final class Running {
    private static final int COMPILE_SHARE = 30;
    private static final int FETCH_SHARE = 10;
    private static final int PHASES = 3;
    final Demand demand;
    final long begun;
    final long[] phaseEnd = new long[PHASES];
    long waitedForCompute;
    int rate;
    private final long[] work;
    private final long[] done = new long[PHASES];
    private int phase;
    private long left;

    Running(Demand demand, long begun) {
        this.demand = demand;
        this.begun = begun;
        this.work = new long[] {demand.compileWork(), demand.executeWork(), demand.fetchWork()};
        this.left = work[0];
    }

    int wanted() {
        return phase == 0 ? COMPILE_SHARE : phase == 1 ? demand.parallelism() : FETCH_SHARE;
    }

    /** Milliseconds until its phase ends at the present rate. */
    long millisLeft() {
        return (left + rate - 1) / rate;
    }

    /** @return whether it is finished */
    boolean progress(long millis, long now) {
        done[phase] += Math.min(left, millis * rate);
        left -= millis * rate;
        if (left > 0) {
            return false;
        }
        phaseEnd[phase] = now;
        phase++;
        if (phase == PHASES) {
            return true;
        }
        left = work[phase];
        return false;
    }

    /** There is nothing to execute or to fetch: it ends when it is compiled, or at once. */
    void shorten() {
        work[1] = 0;
        work[2] = 0;
        left = phase == 0 ? left : 0;
    }

    /** It goes no further. */
    void stop(long now) {
        for (int i = phase; i < PHASES; i++) {
            phaseEnd[i] = now;
        }
    }

    long executed() {
        return done[1];
    }

    long worked() {
        return done[0] + done[1] + done[2];
    }
}
