package dev.costinsights.host.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Backfills of the newest days, one after the other. Any thread may ask. */
public final class RunningBackfills implements AutoCloseable {

    private final BackfillWork work;
    private final RepeatedWork repeated;

    /** How a backfill ended: all was read, something was missing, or nothing could be done. */
    public enum Outcome {
        DONE,
        PARTIAL,
        FAILED
    }

    /**
     * A backfill that is over.
     *
     * @param changed slices that held something else than before
     * @param rows that came
     * @param problem what went wrong, or null
     */
    public record Ended(Instant started, Instant ended, Outcome outcome, long changed, long rows, String problem) {}

    /**
     * How things stand.
     *
     * @param running when the one that runs began
     * @param last the newest that is over
     */
    public record State(Optional<Instant> running, Optional<Ended> last) {}

    private RunningBackfills(BackfillWork work, RepeatedWork repeated) {
        this.work = work;
        this.repeated = repeated;
    }

    static RunningBackfills start(BackfillWork work, Duration every) {
        return new RunningBackfills(work, RepeatedWork.start("cost-insights-backfill", every, work));
    }

    public State state() {
        return work.state();
    }

    /** Lets one begin now; where one runs, another begins after it, for what came too late for that one. */
    public void soon() {
        repeated.soon();
    }

    /** Why there will be none any more, or empty. */
    public Optional<String> problem() {
        return repeated.problem();
    }

    @Override
    public void close() {
        repeated.close();
    }
}
