package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.model.UsageOrigin;

/**
 * Who owns shared compute, which is who answers for its idle time: the owner on the bill, then the one that the history of
 * the compute knows, and whom else the bill names last, for that one may only have used it (method, section 10).
 */
final class ComputeOwner {

    private ComputeOwner() {}

    /** @param known from the compute's history as of the charge's start, or null */
    static String of(UsageOrigin billed, String known) {
        if (billed.ownedBy() != null) {
            return billed.ownedBy();
        }
        return known != null ? known : billed.principal();
    }
}
