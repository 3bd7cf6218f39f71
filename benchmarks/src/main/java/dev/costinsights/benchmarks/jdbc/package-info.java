/** What wrapping JDBC costs the caller's thread, beside other wrappers. */
package dev.costinsights.benchmarks.jdbc;
