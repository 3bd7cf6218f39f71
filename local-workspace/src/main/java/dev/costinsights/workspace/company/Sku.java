package dev.costinsights.workspace.company;

/** What a price hangs on: the SKU's name, the cloud and the unit. */
public record Sku(String name, String cloud, String unit) {}
