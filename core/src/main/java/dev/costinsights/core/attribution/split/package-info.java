/**
 * The split kernel: the only place in which an amount is divided (method, section 4).
 *
 * <p>Only the engine divides, and it divides by nothing else. The three measures of a charge (quantity, list cost,
 * effective cost) are split by the same weights, each with a {@link dev.costinsights.core.attribution.split.Split} of
 * its own.
 */
package dev.costinsights.core.attribution.split;
