package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.sql.SQLException;
import java.time.Duration;
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

    void show(AttributionContext context, CallersTime time) throws SQLException {
        if (tags != null) {
            tags.show(context, time);
        }
    }

    /**
     * Called before the connection goes back to a pool, which keeps the session. Whether our tags are gone or not, it comes
     * back when the time is up.
     *
     * @return whether they are gone
     */
    boolean leave(Duration longest) {
        if (tags == null || tags.onSession().isEmpty()) {
            return true;
        }
        try {
            TagRemoval.within(longest, tags);
        } finally {
            if (!tags.onSession().isEmpty()) {
                StaleTags.leave(vendor.connection(), tags.onSession());
            }
        }
        return tags.onSession().isEmpty();
    }
}
