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

    void show(AttributionContext context) {
        if (tags != null) {
            tags.show(context);
        }
    }
}
