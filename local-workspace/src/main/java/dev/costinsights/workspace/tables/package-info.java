/**
 * The system tables: their true columns, rows on their way into them, and files and databases that take those rows. Knows
 * nothing of the company whose tables they are.
 */
package dev.costinsights.workspace.tables;
