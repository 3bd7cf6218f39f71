package dev.costinsights.core.context;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The contexts that one carrier shows, best first, on their way to a {@link Reading} (method section 8). */
final class Merge {

    private final List<AttributionContext> contexts = new ArrayList<>();

    void add(AttributionContext context) {
        if (!context.isEmpty()) {
            contexts.add(context);
        }
    }

    /**
     * One context of all, the parts that the first does not know filled from the next; or the ids that differ, or the
     * jobs of those that have no id.
     */
    Reading reading() {
        if (contexts.isEmpty()) {
            return Reading.NOTHING;
        }
        if (contexts.size() == 1) {
            return new Reading(contexts.get(0), List.of());
        }
        SortedSet<String> ids = new TreeSet<>();
        SortedSet<String> jobs = new TreeSet<>();
        AttributionContext all = AttributionContext.EMPTY;
        for (AttributionContext context : contexts) {
            if (context.opaqueId() != null) {
                ids.add(context.opaqueId());
            } else if (context.job() != null) {
                jobs.add(context.job());
            }
            all = all.orElse(context);
        }
        if (ids.size() > 1) {
            return new Reading(null, List.copyOf(ids));
        }
        return jobs.size() > 1 ? new Reading(null, List.copyOf(jobs)) : new Reading(all, List.of());
    }
}
