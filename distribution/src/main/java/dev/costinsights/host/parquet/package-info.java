/**
 * Writes Apache Parquet files: as much of the format as a ledger needs, and nothing else.
 *
 * <p>Columns arrive as codes into small dictionaries, so that a row costs a few nanoseconds a column and no hashing. Every
 * byte depends on the rows alone: no time, no thread and no random number goes in. One thread at a time.
 */
package dev.costinsights.host.parquet;
