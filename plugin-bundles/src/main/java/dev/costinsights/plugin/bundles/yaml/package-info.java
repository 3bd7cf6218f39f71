/** YAML as text with places: what stands where, so that a file can be edited without being written anew. */
package dev.costinsights.plugin.bundles.yaml;
