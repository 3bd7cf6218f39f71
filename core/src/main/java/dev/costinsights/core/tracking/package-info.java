/** Recording executions from wrapped clients: what was launched, under which context, and how it ended. */
package dev.costinsights.core.tracking;
