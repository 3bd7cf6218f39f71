/** Asset bundles: their tags, and which job and pipeline came from which of them. */
package dev.costinsights.plugin.bundles;
