/** What reading system tables through the driver costs, beside a bare loop over the same result. */
package dev.costinsights.benchmarks.reading;
