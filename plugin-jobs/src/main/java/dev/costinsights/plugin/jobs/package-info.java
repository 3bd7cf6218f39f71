/** Jobs and their runs: launched by wrapped clients, or found in the workspace. */
package dev.costinsights.plugin.jobs;
