/**
 * Sample data: a month of exported Databricks system tables for a company that does not exist.
 *
 * <p>Everything is a pure function of {@link dev.costinsights.workspace.sample.SampleOptions}: each object (warehouse,
 * job, pipeline, ...) draws from its own stream of random numbers, keyed by seed, object and day. So any table can be
 * written by itself, in a stream, without holding another one in memory, and yet the tables agree with each other.
 */
package dev.costinsights.workspace.sample;
