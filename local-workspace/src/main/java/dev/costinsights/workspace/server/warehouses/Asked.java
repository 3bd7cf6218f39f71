package dev.costinsights.workspace.server.warehouses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A statement as it was sent.
 *
 * @param sessionId empty when it has none
 * @param opaqueId of who asks, as tags and parameters name them; null for nobody
 * @param source the query_source of system.query.history
 */
public record Asked(
        String id,
        String text,
        String warehouseId,
        String sessionId,
        String user,
        Map<String, String> tags,
        String opaqueId,
        String client,
        ObjectNode source) {}
