/** Writing the ledger, and proving with every charge that it equals the bill (method, sections 10 and 11). */
package dev.costinsights.core.attribution.ledger;
