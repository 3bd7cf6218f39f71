/** What a run leaves behind: the ledger and its reconciliation, as files that appear together or not at all. */
package dev.costinsights.host.ledger;
