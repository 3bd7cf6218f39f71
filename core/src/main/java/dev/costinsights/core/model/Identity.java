package dev.costinsights.core.model;

import dev.costinsights.core.context.AttributionContext;
import java.util.List;
import java.util.Objects;

/**
 * On whose behalf something ran, and how that is known.
 *
 * @param context the attribution context, or null where none is known
 * @param candidates the opaque ids or jobs that disagreed on a better rank; empty unless ambiguous
 */
public record Identity(AttributionContext context, IdentityBasis basis, List<String> candidates) {

    public static final Identity NONE = new Identity(null, IdentityBasis.NONE, List.of());

    /** Only a principal is known. */
    public static final Identity RUN_AS = new Identity(null, IdentityBasis.RUN_AS, List.of());

    public Identity {
        Objects.requireNonNull(basis, "basis");
        candidates = List.copyOf(candidates);
    }

    public boolean isAmbiguous() {
        return !candidates.isEmpty();
    }
}
