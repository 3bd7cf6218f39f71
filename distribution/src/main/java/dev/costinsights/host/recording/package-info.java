/** Executions that were handed over to the host, at rest. */
package dev.costinsights.host.recording;
