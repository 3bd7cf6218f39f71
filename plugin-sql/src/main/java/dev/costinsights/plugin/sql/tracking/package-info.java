/** What all wrappers of the plugin share: whose context to write, where to report, and that nothing of it ever throws. */
package dev.costinsights.plugin.sql.tracking;
