package dev.costinsights.host.estimate;

/** What a day's bill says of a statement that was estimated. */
record BilledStatement(String workspaceId, String statementId, Bill bill) {}
