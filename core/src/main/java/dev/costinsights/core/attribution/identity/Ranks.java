package dev.costinsights.core.attribution.identity;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.Reading;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.IdentityBasis;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes down the ranks of identity evidence, best first. The first rank that yields an identity decides the basis; a rank
 * that disagrees with itself is passed over, and its candidates are kept. A context that names its opaque id and no job, as
 * a run's name does, is completed by the ranks below that name the same id.
 */
final class Ranks {

    /** Each once: the run and its job may say the same two things. */
    private final Set<String> candidates = new LinkedHashSet<>(0);

    private AttributionContext context;
    private IdentityBasis basis;

    /** Offers what a carrier of a rank says. */
    Ranks offer(IdentityBasis rank, Reading reading) {
        if (!reading.candidates().isEmpty()) {
            if (context == null) {
                candidates.addAll(reading.candidates());
            }
        } else if (reading.context() != null) {
            offer(rank, reading.context());
        }
        return this;
    }

    /** Offers an identity that was found for a related execution. */
    Ranks offer(IdentityBasis rank, Identity related) {
        if (context == null) {
            candidates.addAll(related.candidates());
        }
        if (related.context() != null) {
            offer(rank, related.context());
        }
        return this;
    }

    /** Offers a rank that names an object but has no context of its own; a context may still come from below. */
    Ranks offerNamed(IdentityBasis rank) {
        if (basis == null) {
            basis = rank;
        }
        return this;
    }

    /** Whether what stands below can say nothing more. */
    boolean isComplete() {
        return context != null && !isOpen(context);
    }

    /** Whether a carrier, after it was offered, leaves nothing for the next one of its rank. */
    boolean settledBy(Reading offered) {
        return isComplete() || (context == null && !offered.candidates().isEmpty());
    }

    /** Whether the context names its opaque id alone: the channel had no room for more. */
    static boolean isOpen(AttributionContext context) {
        return context.opaqueId() != null && context.job() == null;
    }

    /** An open context with what another of the same opaque id knows besides; any other context as it is. */
    static AttributionContext completed(AttributionContext context, AttributionContext other) {
        return other != null && isOpen(context) && context.opaqueId().equals(other.opaqueId())
                ? context.orElse(other)
                : context;
    }

    Identity identity() {
        if (basis == null && candidates.isEmpty()) {
            return Identity.NONE;
        }
        return new Identity(context, basis == null ? IdentityBasis.NONE : basis, List.copyOf(candidates));
    }

    private void offer(IdentityBasis rank, AttributionContext found) {
        if (context == null) {
            context = found;
            basis = basis == null ? rank : basis;
        } else {
            context = completed(context, found);
        }
    }
}
