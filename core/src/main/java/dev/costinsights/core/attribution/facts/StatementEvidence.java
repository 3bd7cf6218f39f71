package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.context.Reading;
import dev.costinsights.core.model.QuerySource;

/**
 * What the engine keeps of where a statement ran and for whom: its tags and comment as the contexts that they carry, for a
 * large company has a million different tag maps in a month and they hold little else.
 *
 * @param executedBy null where unknown
 * @param tags what its query tags say
 * @param comment what its comment says
 */
public record StatementEvidence(
        String workspaceId, String warehouseId, String executedBy, QuerySource source, Reading tags, Reading comment) {}
