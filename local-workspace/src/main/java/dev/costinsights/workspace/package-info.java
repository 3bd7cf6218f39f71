/** A Databricks workspace that runs on this machine. */
package dev.costinsights.workspace;
