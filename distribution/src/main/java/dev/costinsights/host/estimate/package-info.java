/** Estimates of executions whose bill has not come, and how far off estimates were. */
package dev.costinsights.host.estimate;
