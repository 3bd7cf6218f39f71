/**
 * Values of a row: which ones a reader wants ({@code Leaf}), how a text becomes a number, a map or a list, and what is said
 * when it cannot ({@code BadValueException}). Knows neither files nor the database.
 */
package dev.costinsights.plugin.systemtables.values;
