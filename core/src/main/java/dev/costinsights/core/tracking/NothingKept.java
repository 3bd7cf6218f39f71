package dev.costinsights.core.tracking;

import java.util.Map;

/**
 * The recorder of an engine that has nowhere to record to: drops events, and still counts and explains what wrappers left
 * undone. Has no thread, so the first time that a reason is given it is explained in the log on the caller's.
 */
public final class NothingKept implements ExecutionRecorder {

    private final UndoneReasons undone = new UndoneReasons();

    @Override
    public boolean wantsEvents() {
        return false;
    }

    @Override
    public void record(ExecutionEvent event) {}

    @Override
    public void undone(String reason, Throwable cause) {
        try {
            undone.count(reason, cause);
            undone.explain();
        } catch (Throwable e) {
            // A logger that fails; the caller's own work goes on.
            return;
        }
    }

    /** Nothing but what was left undone. */
    public RecorderStats stats() {
        Map<String, Long> counts = undone.counts();
        return new RecorderStats(0, 0, 0, 0, 0, 0, true, null, counts);
    }
}
