/** Who is running: the attribution context, and the ways in which it travels with an execution and is read back. */
package dev.costinsights.core.context;
