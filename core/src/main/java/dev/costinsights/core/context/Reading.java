package dev.costinsights.core.context;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a carrier says about its context: one, none, or several that contradict each other.
 *
 * @param context what was read, or null when there is nothing or the carrier disagrees with itself
 * @param candidates the opaque ids, or where these agree the jobs, that disagree, sorted; empty unless they do
 */
public record Reading(AttributionContext context, List<String> candidates) {

    public static final Reading NOTHING = new Reading(null, List.of());

    private static final Comparator<String> KNOWN_FIRST = Comparator.nullsLast(Comparator.naturalOrder());
    private static final Comparator<AttributionContext> ORDER = Comparator.comparing(
                    AttributionContext::opaqueId, KNOWN_FIRST)
            .thenComparing(AttributionContext::job, KNOWN_FIRST)
            .thenComparing(AttributionContext::run, KNOWN_FIRST)
            .thenComparing(AttributionContext::toString);

    public Reading {
        candidates = List.copyOf(candidates);
    }

    /**
     * Several contexts of equal worth as one, by their content alone: the parts that the first does not know are filled from
     * the next. Those that know an opaque id come first, then those that know a job, then a run, each in the order of what
     * they know.
     */
    public static Reading of(Collection<AttributionContext> contexts) {
        Merge merge = new Merge();
        contexts.stream().sorted(ORDER).forEach(merge::add);
        return merge.reading();
    }
}
