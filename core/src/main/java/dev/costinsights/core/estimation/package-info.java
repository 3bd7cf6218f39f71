/**
 * What an execution will cost, said when it ends and before the bill exists: a number with its inputs, or no number. Pure:
 * the same rates, bills and work give the same estimates. Estimates never enter the ledger.
 */
package dev.costinsights.core.estimation;
