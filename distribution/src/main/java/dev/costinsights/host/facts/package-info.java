/** Facts on their way from a source to the engine, for whoever wants to know more of them than the ledger says. */
package dev.costinsights.host.facts;
