/** Settings: where they come from, which of them wins, and what is wrong with them. */
package dev.costinsights.host.config;
