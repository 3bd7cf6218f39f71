/**
 * The words of the project as values: usage, price, execution, evidence, ledger row.
 *
 * <p>Everything here is immutable and safe to share between threads. Times are UTC microseconds since the epoch or
 * {@link java.time.LocalDate}s in UTC; money and quantities are integers ({@link dev.costinsights.core.model.Int128}).
 */
package dev.costinsights.core.model;
