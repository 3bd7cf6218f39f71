package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.util.Objects;

/**
 * What we know of the session behind a connection.
 *
 * @param tags null when the channel is off
 */
record Session(VendorSession vendor, ExecutionPlace place, SessionTags tags) {

    Session {
        Objects.requireNonNull(place, "place");
    }

    void show(AttributionContext context, CallersTime time) {
        if (tags != null) {
            tags.show(context, time);
        }
    }

    /** Called before the connection goes back to a pool, which keeps the session. */
    void leave() {
        if (tags != null) {
            tags.show(AttributionContext.EMPTY, CallersTime.toLeave());
            if (!tags.onSession().isEmpty()) {
                StaleTags.leave(vendor.connection(), tags.onSession());
            }
        }
    }
}
