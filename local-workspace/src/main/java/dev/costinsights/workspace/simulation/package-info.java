/** A company whose warehouses obey physics, and the truth of what each statement occupied. */
package dev.costinsights.workspace.simulation;
