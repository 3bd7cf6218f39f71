/**
 * The system tables: one {@code TableReader} for each kind of table, which knows its columns and makes the model's facts of
 * its rows. What many rows share is made once ({@code OriginCache}).
 */
package dev.costinsights.plugin.systemtables.tables;
