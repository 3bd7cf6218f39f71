package dev.costinsights.core.context;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The contexts that one carrier shows, best first, on their way to a {@link Reading} (method, section 8). */
final class Merge {

    private final List<AttributionContext> contexts = new ArrayList<>();

    void add(AttributionContext context) {
        if (!context.isEmpty()) {
            contexts.add(context);
        }
    }

    /** Adds what names a run of its own only where nobody else names one. */
    void addBehind(AttributionContext context) {
        boolean hasRun = context.run() != null && contexts.stream().anyMatch(before -> before.run() != null);
        add(hasRun ? context.toBuilder().run(null).build() : context);
    }

    /**
     * One context of all, the parts that the first does not know filled from the next; or the ids that differ, or else
     * the jobs. Contexts of one job may still be of two runs: then nothing is mixed, and who knows an opaque id is believed.
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
        AttributionContext identified = AttributionContext.EMPTY;
        for (AttributionContext context : contexts) {
            if (context.opaqueId() != null) {
                ids.add(context.opaqueId());
                identified = identified.isEmpty() ? context : identified;
            }
            if (context.job() != null) {
                jobs.add(context.job());
            }
        }
        if (ids.size() > 1) {
            return new Reading(null, List.copyOf(ids));
        }
        if (jobs.size() > 1) {
            return new Reading(null, List.copyOf(jobs));
        }
        AttributionContext all = AttributionContext.EMPTY;
        for (AttributionContext context : contexts) {
            if (!identified.contradicts(context) && !all.contradicts(context)) {
                all = all.orElse(context);
            }
        }
        return new Reading(all, List.of());
    }
}
