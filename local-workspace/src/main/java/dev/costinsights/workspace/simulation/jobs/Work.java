package dev.costinsights.workspace.simulation.jobs;

import java.util.ArrayList;
import java.util.List;

/** A task run, an update or a command on its way: its stages one after the other, then what waits for it. */
public final class Work {
    private static final int MILLI = 1_000;
    final String id;
    final String key;
    final boolean succeeds;
    final List<Stage> stages;
    final List<Work> next = new ArrayList<>();
    /** How long after what it waits for it is asked for. */
    final long delay;

    int waitsFor;
    long asked;
    long begun;
    long ended;
    String cluster;
    /** Thousandths of a core. */
    int rate;

    private boolean isCancelled;
    private int stage;
    private long left;

    Work(String id, String key, boolean succeeds, List<Stage> stages, long delay) {
        this.id = id;
        this.key = key;
        this.succeeds = succeeds;
        this.stages = stages;
        this.delay = delay;
    }

    /** @return the other one */
    Work then(Work other) {
        next.add(other);
        other.waitsFor++;
        return other;
    }

    /** Work that nothing waits for. */
    public static Work of(String id, List<Stage> stages) {
        return new Work(id, id, true, stages, 0);
    }

    public String id() {
        return id;
    }

    public List<Stage> stages() {
        return stages;
    }

    /** When it had compute; of no meaning before. */
    public long begun() {
        return begun;
    }

    /** When it was done, or was cancelled; of no meaning before. */
    public long ended() {
        return ended;
    }

    /** Was it ended before it was done? */
    public boolean isCancelled() {
        return isCancelled;
    }

    /** It goes no further. */
    void stop(long now) {
        isCancelled = true;
        begun = begun == 0 ? now : begun;
        ended = now;
    }

    void begin(long now) {
        begun = now;
        stage = 0;
        left = stages.get(0).coreMillis() * MILLI;
    }

    int wanted() {
        return stages.get(stage).cores() * MILLI;
    }

    /** Milliseconds until its stage ends at the present rate. */
    long millisLeft() {
        return (left + rate - 1) / rate;
    }

    /** @return whether it has ended */
    boolean progress(long millis, long now) {
        left -= millis * rate;
        while (left <= 0) {
            stage++;
            if (stage == stages.size()) {
                ended = now;
                return true;
            }
            left = stages.get(stage).coreMillis() * MILLI;
        }
        return false;
    }

    /** Those for which this was the last to wait for; it must have ended. */
    List<Work> released() {
        List<Work> free = new ArrayList<>();
        for (Work each : next) {
            each.waitsFor--;
            if (each.waitsFor == 0) {
                each.asked = ended + each.delay;
                free.add(each);
            }
        }
        return free;
    }
}
