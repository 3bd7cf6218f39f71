/**
 * A company's job runs, on clusters of their own, on serverless compute and on clusters that they share with people, the
 * updates of its pipelines, and the truth of what each consumed.
 */
package dev.costinsights.workspace.simulation.jobs;
