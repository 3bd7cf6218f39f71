package dev.costinsights.core.attribution.facts;

/**
 * Names an object of a workspace. Ids of jobs, pipelines and warehouses repeat across workspaces, so none is ever used
 * alone; workspace ids are unique across accounts, so the account, which some tables leave out, is not needed.
 */
public record ObjectKey(String workspaceId, String id) {}
