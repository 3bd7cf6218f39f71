/** Writes a context into {@code targets.<target>.presets.tags} of a bundle's file. */
package dev.costinsights.plugin.bundles.tagging;
