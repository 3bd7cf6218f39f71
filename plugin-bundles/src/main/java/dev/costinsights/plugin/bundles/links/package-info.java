/** Which job and pipeline came from which bundle, target and commit, as the workspace knows it. */
package dev.costinsights.plugin.bundles.links;
