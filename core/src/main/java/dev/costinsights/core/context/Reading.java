package dev.costinsights.core.context;

import java.util.List;

/**
 * What a carrier says about its context: one, none, or several that contradict each other.
 *
 * @param context what was read, or null when there is nothing or the carrier disagrees with itself
 * @param candidates the opaque ids, or without any the jobs, that disagree, sorted; empty unless they do
 */
public record Reading(AttributionContext context, List<String> candidates) {

    public static final Reading NOTHING = new Reading(null, List.of());

    public Reading {
        candidates = List.copyOf(candidates);
    }
}
