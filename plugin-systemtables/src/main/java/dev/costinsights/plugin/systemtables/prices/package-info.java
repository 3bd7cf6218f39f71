/** The file of contract prices and discounts that may lie beside an export. */
package dev.costinsights.plugin.systemtables.prices;
