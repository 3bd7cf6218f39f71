/**
 * The facts of a run, as the engine keeps them: packed, each once, and in no order that the result could depend on.
 *
 * <p>A month of a large company has tens of millions of statements and millions of usage records, so these two are kept
 * in columns of primitives; everything else is kept as it came.
 */
package dev.costinsights.core.attribution.facts;
