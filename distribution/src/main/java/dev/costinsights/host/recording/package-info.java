/** Executions on their way to where they rest: those that are handed over, and ends that the host asked for. */
package dev.costinsights.host.recording;
