/** The ledger of single days, kept in the store, and computed again when what it follows from has changed. */
package dev.costinsights.host.daily;
