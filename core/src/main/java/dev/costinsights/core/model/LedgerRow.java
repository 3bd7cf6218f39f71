package dev.costinsights.core.model;

import java.util.Set;

/**
 * A part of a charge: how much, for what, on whose behalf, and how that is known.
 *
 * <p>Made by the engine only. The quantities and costs of a charge's rows add up to the charge exactly. Rows of one
 * charge share its {@link Charge} instance, and executions of one kind their {@link WorkContext} and {@link Identity},
 * so that a sink may recognise
 * most of them by identity.
 *
 * @param detail the {@link IdleKind} or {@link UnattributedReason} by name, else null
 * @param executionType null on IDLE, OVERHEAD and UNATTRIBUTED
 * @param executionId id within the workspace; null when {@code executionType} is
 * @param context never null
 * @param idleCost the share of idle cost that the chosen idle policy lays on this row, in units of 10<sup>-12</sup>
 * @param flags what is odd about this row, beyond its charge's own flags
 */
public record LedgerRow(
        Charge charge,
        Category category,
        String detail,
        ExecutionType executionType,
        String executionId,
        WorkContext context,
        Identity identity,
        AmountBasis amountBasis,
        Int128 quantity,
        Int128 listCost,
        Int128 effectiveCost,
        Int128 idleCost,
        Set<Flag> flags) {

    public LedgerRow {
        flags = FlagSet.of(flags);
    }
}
