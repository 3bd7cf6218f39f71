package dev.costinsights.host.config;

/**
 * A setting's value and the place that decided it.
 *
 * @param origin {@code --flag}, {@code COST_INSIGHTS_...}, or {@code file:line}
 */
public record Setting(String value, String origin) {}
