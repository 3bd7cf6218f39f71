/** Usage records with their prices: what is billed, and what the ledger must add up to (method, sections 1, 2 and 9). */
package dev.costinsights.core.attribution.charge;
