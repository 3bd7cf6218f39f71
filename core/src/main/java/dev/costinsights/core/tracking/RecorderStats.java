package dev.costinsights.core.tracking;

import java.util.Map;

/**
 * How a recorder is doing.
 *
 * @param accepted events taken from callers
 * @param kept of these, those that the keeper has
 * @param dropped events for which there was no room, or that came when it was closed
 * @param waitingBytes how much waits, roughly as it stands in memory
 * @param limitBytes how much may wait
 * @param retries how often the keeper refused
 * @param alive whether the recorder's thread runs; true where nothing is recorded, which needs none
 * @param failure why nothing can be kept at present, or null
 * @param undone how often which reason was given for something left undone
 */
public record RecorderStats(
        long accepted,
        long kept,
        long dropped,
        long waitingBytes,
        long limitBytes,
        long retries,
        boolean alive,
        String failure,
        Map<String, Long> undone) {

    public RecorderStats {
        undone = Map.copyOf(undone);
    }
}
