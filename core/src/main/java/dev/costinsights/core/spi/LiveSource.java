package dev.costinsights.core.spi;

/**
 * A source that asks what a service says now, such as the API of a workspace: asked later about the same days it may say more,
 * or less. Runs that nobody compares with an earlier one ask it like any other; a host that keeps the ledger of single days, and
 * promises that they can be computed again, leaves it out of those.
 */
public interface LiveSource extends CostSource {}
