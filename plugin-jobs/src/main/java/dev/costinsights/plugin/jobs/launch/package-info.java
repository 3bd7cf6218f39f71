/** The Jobs service of a client: requests are tagged, runs recorded. */
package dev.costinsights.plugin.jobs.launch;
