/**
 * The attribution engine: a pure function from facts, options and method version to a ledger that equals the bill.
 *
 * <p>What every number means stands in the attribution semantics of the documentation; the classes here name the section
 * that they carry out.
 */
package dev.costinsights.core.attribution;
