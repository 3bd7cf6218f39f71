/** Faults on demand: of the network, of the service, and of the tables. */
package dev.costinsights.workspace.server.faults;
