/** HTTP without knowledge of what is served: requests, replies, routes, errors in the wording of Databricks. */
package dev.costinsights.workspace.server.http;
