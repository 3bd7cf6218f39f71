/** The Clusters API: all-purpose clusters, on until they are idle or stopped. */
package dev.costinsights.workspace.server.clusters;
