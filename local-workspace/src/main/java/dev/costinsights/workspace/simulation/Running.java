package dev.costinsights.workspace.simulation;

/** A statement on its way: compilation, execution, fetch, one after the other. */
final class Running {
    private static final int COMPILE_SHARE = 30;
    private static final int FETCH_SHARE = 10;
    final Demand demand;
    final long begun;
    final long[] phaseEnd = new long[3];
    long waitedForCompute;
    int phase;
    long left;
    int rate;

    Running(Demand demand, long begun) {
        this.demand = demand;
        this.begun = begun;
        this.left = demand.compileWork();
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
        left -= millis * rate;
        if (left > 0) {
            return false;
        }
        phaseEnd[phase] = now;
        phase++;
        left = phase == 1 ? demand.executeWork() : demand.fetchWork();
        return phase == 3;
    }
}
