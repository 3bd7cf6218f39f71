/**
 * What a run of the attribution is asked for and what it answers: options, the sink of the ledger, the result.
 *
 * <p>The engine is in the packages below, a pure function from facts, options and method version to a ledger that equals the
 * bill. What every number means is in docs/method.md; the classes name the section that they carry out.
 */
package dev.costinsights.core.attribution;
