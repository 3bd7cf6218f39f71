/** The two ways in which a context travels with a SQL statement: query tags, and a comment at the end of the text. */
package dev.costinsights.plugin.sql.tags;
