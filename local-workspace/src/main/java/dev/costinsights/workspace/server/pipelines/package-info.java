/** The Pipelines API: definitions, updates, events, and the rows that they leave. */
package dev.costinsights.workspace.server.pipelines;
