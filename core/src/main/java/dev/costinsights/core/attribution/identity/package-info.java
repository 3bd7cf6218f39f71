/** On whose behalf an execution ran, and which Databricks objects are around it (method, section 8). */
package dev.costinsights.core.attribution.identity;
