package dev.costinsights.workspace.server.statements;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.sql.Column;
import dev.costinsights.workspace.server.sql.Result;
import dev.costinsights.workspace.server.sql.Result.Chunk;
import dev.costinsights.workspace.server.sql.SqlFailure;
import java.nio.charset.StandardCharsets;

/** Statements as the API tells of them. Rows go from the spool to the wire without being held. */
final class StatementReply {
    private static final byte[] END_OF_ROWS = "]}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "]}}".getBytes(StandardCharsets.UTF_8);

    private StatementReply() {}

    /** @param host of the server, for links */
    static Reply of(StatementRun run, StatementState shown, String host) {
        ObjectNode reply = Json.object().put("statement_id", run.id());
        ObjectNode status = reply.putObject("status").put("state", shown.name());
        run.failure().ifPresent(failure -> failed(status, failure));
        Result result = run.result().orElse(null);
        if (result == null) {
            return Reply.json(reply);
        }
        reply.set("manifest", manifest(result));
        if (result.chunks().isEmpty()) {
            reply.putObject("result").putArray("data_array");
            return Reply.json(reply);
        }
        if (run.request().externalLinks()) {
            reply.set("result", Json.object().set("external_links", links(run, result, 0, host)));
            return Reply.json(reply);
        }
        // The rows are put in where the result's closing brackets stand.
        String head = text(reply);
        String opened = head.substring(0, head.length() - 1) + ",\"result\":" + open(run, result, 0);
        return rows(opened, result, 0, END);
    }

    static Reply chunk(StatementRun run, int index, String host) {
        Result result = run.result()
                .orElseThrow(() -> ApiError.invalid("The statement " + run.id() + " is " + run.state()
                        + "; only the result of a statement that has succeeded can be fetched."));
        if (index < 0 || index >= result.chunks().size()) {
            throw ApiError.invalid(
                    "chunk_index must be between 0 and " + (result.chunks().size() - 1) + ", but is " + index);
        }
        if (run.request().externalLinks()) {
            return Reply.json(Json.object().set("external_links", links(run, result, index, host)));
        }
        return rows(open(run, result, index), result, index, END_OF_ROWS);
    }

    /** The rows alone, as an external link gives them. */
    static Reply external(StatementRun run, int index) {
        Result result = run.result().orElseThrow(() -> ApiError.missing("The link has expired."));
        return rows("[", result, index, "]".getBytes(StandardCharsets.UTF_8));
    }

    private static Reply rows(String open, Result result, int index, byte[] end) {
        Chunk chunk = result.chunks().get(index);
        byte[] start = open.getBytes(StandardCharsets.UTF_8);
        return Reply.streamed(200, "application/json", start.length + chunk.length() + end.length, out -> {
            out.write(start);
            result.spool().copy(chunk.from(), chunk.length(), out);
            out.write(end);
        });
    }

    private static String open(StatementRun run, Result result, int index) {
        ObjectNode node = position(result, index);
        if (index + 1 < result.chunks().size()) {
            node.put("next_chunk_index", index + 1).put("next_chunk_internal_link", internalLink(run, index + 1));
        }
        String text = text(node);
        return text.substring(0, text.length() - 1) + ",\"data_array\":[";
    }

    private static String internalLink(StatementRun run, int index) {
        return "/api/2.0/sql/statements/" + run.id() + "/result/chunks/" + index + "?row_offset="
                + run.result().orElseThrow().chunks().get(index).offset();
    }

    private static ArrayNode links(StatementRun run, Result result, int index, String host) {
        ObjectNode link = position(result, index)
                .put("byte_count", result.chunks().get(index).length() + 2)
                .put("external_link", host + StatementRoutes.LINKS + '/' + run.id() + '/' + index)
                .put("expiration", "2099-01-01T00:00:00.000Z");
        if (index + 1 < result.chunks().size()) {
            link.put("next_chunk_index", index + 1).put("next_chunk_internal_link", internalLink(run, index + 1));
        }
        return Json.array().add(link);
    }

    private static ObjectNode position(Result result, int index) {
        Chunk chunk = result.chunks().get(index);
        return Json.object()
                .put("chunk_index", index)
                .put("row_offset", chunk.offset())
                .put("row_count", chunk.rows());
    }

    private static void failed(ObjectNode status, SqlFailure failure) {
        status.put("sql_state", failure.sqlState());
        status.putObject("error").put("error_code", "BAD_REQUEST").put("message", failure.getMessage());
    }

    private static ObjectNode manifest(Result result) {
        ObjectNode manifest = Json.object().put("format", "JSON_ARRAY");
        ObjectNode schema = manifest.putObject("schema")
                .put("column_count", result.columns().size());
        ArrayNode columns = schema.putArray("columns");
        for (Column column : result.columns()) {
            ObjectNode node = columns.addObject()
                    .put("name", column.name())
                    .put("type_text", column.type().text())
                    .put("type_name", column.type().name())
                    .put("position", columns.size() - 1);
            if (column.type().precision() > 0) {
                node.put("type_precision", column.type().precision())
                        .put("type_scale", column.type().scale());
            }
        }
        manifest.put("total_chunk_count", result.chunks().size());
        ArrayNode chunks = manifest.putArray("chunks");
        for (int i = 0; i < result.chunks().size(); i++) {
            chunks.add(position(result, i));
        }
        return manifest.put("total_row_count", result.rows()).put("truncated", result.truncated());
    }

    private static String text(ObjectNode node) {
        return new String(Json.bytes(node), StandardCharsets.UTF_8);
    }
}
