/** The local workspace as clients see it: HTTP, SQL, tokens. What happens behind it is the simulation's. */
package dev.costinsights.workspace.server;
