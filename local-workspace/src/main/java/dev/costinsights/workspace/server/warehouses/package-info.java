/** SQL warehouses, the statements that run on them, and the Query History API. */
package dev.costinsights.workspace.server.warehouses;
