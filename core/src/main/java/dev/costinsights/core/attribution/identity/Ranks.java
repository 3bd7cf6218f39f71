package dev.costinsights.core.attribution.identity;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.Reading;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.IdentityBasis;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes down the ranks of identity evidence, best first. The first rank that names the work, by an opaque id or a job,
 * decides the basis; one that only says more about it, such as an asset, decides where no other does. What a context does
 * not know is filled from the ranks below that do not contradict it, until id and job are known. A rank that disagrees
 * with itself is passed over, and its candidates are kept.
 */
final class Ranks {

    /** Each once: the run and its job may say the same two things. */
    private final Set<String> candidates = new LinkedHashSet<>(0);

    private AttributionContext context;
    private IdentityBasis basis;
    /** Whether the basis is that of a rank that names the work. */
    private boolean decided;

    /** Ranks of which the best have been gone through, and said this. */
    static Ranks below(Identity best) {
        Ranks ranks = new Ranks();
        ranks.candidates.addAll(best.candidates());
        ranks.context = best.context();
        ranks.basis = best.basis() == IdentityBasis.NONE ? null : best.basis();
        ranks.decided = namesWork(best.context()) || best.basis() == IdentityBasis.QUERY_SOURCE;
        return ranks;
    }

    /** Offers what a carrier of a rank says. */
    Ranks offer(IdentityBasis rank, Reading reading) {
        return offer(rank, reading.context(), reading.candidates());
    }

    /** Offers an identity that was found for a related execution. */
    Ranks offer(IdentityBasis rank, Identity related) {
        return offer(rank, related.context(), related.candidates());
    }

    /** Offers a rank that names an object but has no context of its own; a context may still come from below. */
    Ranks offerNamed(IdentityBasis rank) {
        if (!decided) {
            basis = rank;
            decided = true;
        }
        return this;
    }

    /** Whether what stands below can say nothing more. */
    boolean isComplete() {
        return isComplete(context);
    }

    /** Whether a carrier, after it was offered, leaves nothing for the next one of its rank. */
    boolean settledBy(Reading offered) {
        return isComplete() || (!namesWork(context) && !offered.candidates().isEmpty());
    }

    /** Whether a context, or null, is one that is not filled from below. */
    static boolean isComplete(AttributionContext context) {
        return context != null && context.opaqueId() != null && context.job() != null;
    }

    Identity identity() {
        if (basis == null && candidates.isEmpty()) {
            return Identity.NONE;
        }
        return new Identity(context, basis == null ? IdentityBasis.NONE : basis, List.copyOf(candidates));
    }

    private Ranks offer(IdentityBasis rank, AttributionContext found, Collection<String> disagreeing) {
        if (!namesWork(context)) {
            candidates.addAll(disagreeing);
        }
        if (found == null || (context != null && (isComplete() || context.contradicts(found)))) {
            return this;
        }
        context = context == null ? found : filled(context, found);
        if (!decided && (basis == null || namesWork(found))) {
            basis = rank;
            decided = namesWork(found);
        }
        return this;
    }

    /** An orchestrator goes with the work: who names none leaves it to the one who does. */
    private static AttributionContext filled(AttributionContext context, AttributionContext found) {
        AttributionContext filled = context.orElse(found);
        return !namesWork(context) && namesWork(found) && found.orchestrator() != null
                ? filled.toBuilder().orchestrator(found.orchestrator()).build()
                : filled;
    }

    /** A run alone does not: it is a run of whatever job. */
    private static boolean namesWork(AttributionContext context) {
        return context != null && (context.opaqueId() != null || context.job() != null);
    }
}
