/**
 * From sealed facts to the ledger: {@code Attribution} goes over the resources in ledger order, {@code ResourceAttribution}
 * leads the charges of one to the rule that its target has.
 */
package dev.costinsights.core.attribution.engine;
