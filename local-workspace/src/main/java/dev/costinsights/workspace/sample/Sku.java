package dev.costinsights.workspace.sample;

/** What a price hangs on: the SKU's name, the cloud and the unit. */
record Sku(String name, String cloud, String unit) {}
