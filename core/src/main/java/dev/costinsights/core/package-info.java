/** The facade. */
package dev.costinsights.core;
