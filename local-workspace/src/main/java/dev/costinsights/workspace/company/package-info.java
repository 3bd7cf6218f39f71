/**
 * The invented company: its workspaces, people and tools, what its work is called, how its orchestrators sign, and what it
 * pays. The sample and the simulation speak of the same company.
 */
package dev.costinsights.workspace.company;
