/**
 * What the host keeps between runs: the rows of system tables as immutable files, and a catalog that says which of them
 * count.
 */
package dev.costinsights.host.store;
