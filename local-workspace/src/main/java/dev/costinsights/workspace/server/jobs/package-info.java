/** The Jobs API, 2.2 and 2.1: definitions of jobs, runs, their tasks, repairs, and the rows that they leave. */
package dev.costinsights.workspace.server.jobs;
