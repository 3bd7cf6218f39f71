package dev.costinsights.core.spi;

import dev.costinsights.core.model.TimeSpan;
import java.util.Objects;
import java.util.Set;

/**
 * What the engine asks of a source.
 *
 * @param window usage that starts in it is wanted, UTC
 * @param sessions SQL sessions of which something is known that has no id of its own, such as a batch: a source that knows a
 *     statement's session says so in {@link dev.costinsights.core.model.StatementOrigin} for these, and may leave out others
 * @param evidenceEndMicros statements, slices of runs and warehouse events that begin at this moment or later are dropped by
 *     the engine, so a source may leave them out; {@link TimeSpan#FOREVER} for none
 */
public record CollectionRequest(TimeSpan window, Set<String> sessions, long evidenceEndMicros) {

    public CollectionRequest(TimeSpan window) {
        this(window, Set.of());
    }

    public CollectionRequest(TimeSpan window, Set<String> sessions) {
        this(window, sessions, TimeSpan.FOREVER);
    }

    public CollectionRequest {
        Objects.requireNonNull(window, "window");
        sessions = Set.copyOf(sessions);
        if (window.isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the window starts at " + TimeSpan.instant(window.startMicros()) + " and ends at "
                            + TimeSpan.instant(window.endMicros()) + "; the end must be later than the start");
        }
    }
}
