/**
 * Questions to a finished ledger: what something costs, and why. DuckDB reads the ledger's Parquet files and adds up
 * decimals, which is exact and fails rather than overflow; it makes no amount that is not in the ledger.
 */
package dev.costinsights.host.costs;
