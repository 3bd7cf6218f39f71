/** A whole simulated company: its warehouses, jobs and pipelines together, as its system tables show them, and the truth. */
package dev.costinsights.workspace.simulation.company;
