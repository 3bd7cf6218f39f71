package dev.costinsights.workspace.server.sql;

import dev.costinsights.workspace.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A row as the JSON array of its texts. */
final class RowText {
    String of(List<String> values) {
        return new String(Json.bytes(values), StandardCharsets.UTF_8);
    }
}
