/**
 * Where facts rest: rows of system tables in immutable Parquet files, and a catalog of them in a relational database.
 * Files are written beside and swapped in by one transaction of the catalog; what the catalog does not name is garbage.
 */
package dev.costinsights.host.store;
