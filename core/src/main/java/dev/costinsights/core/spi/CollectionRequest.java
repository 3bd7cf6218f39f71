package dev.costinsights.core.spi;

import dev.costinsights.core.model.TimeSpan;
import java.util.Objects;

/**
 * What the engine asks of a source.
 *
 * @param window usage that starts in it is wanted, UTC
 */
public record CollectionRequest(TimeSpan window) {

    public CollectionRequest {
        Objects.requireNonNull(window, "window");
        if (window.isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the window starts at " + TimeSpan.instant(window.startMicros()) + " and ends at "
                            + TimeSpan.instant(window.endMicros()) + "; the end must be later than the start");
        }
    }
}
