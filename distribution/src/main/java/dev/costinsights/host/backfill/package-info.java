/** Reads tables from their sources into the store, slice by slice, again and again, so that it always converges. */
package dev.costinsights.host.backfill;
