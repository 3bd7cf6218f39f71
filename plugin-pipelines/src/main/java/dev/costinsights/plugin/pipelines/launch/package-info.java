/** The Pipelines service of a client: requests are tagged, updates recorded. */
package dev.costinsights.plugin.pipelines.launch;
