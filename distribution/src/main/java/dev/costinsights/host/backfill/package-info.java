/** Reads the tables of a source into the store, again and again, so that it always ends in what the tables hold. */
package dev.costinsights.host.backfill;
