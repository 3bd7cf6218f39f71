/** Asset bundles on disk, and the Databricks CLI that deploys them. */
package dev.costinsights.host.bundle;
