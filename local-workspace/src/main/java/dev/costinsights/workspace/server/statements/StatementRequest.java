package dev.costinsights.workspace.server.statements;

import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.sql.Parameter;
import dev.costinsights.workspace.server.sql.QueryTags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client asks to be run.
 *
 * @param sessionId empty for a statement of its own
 * @param queryTags of this statement alone
 * @param patience how long the client waits for the answer of this very request
 * @param cancelAfterWait the statement is cancelled when that time is over, else it goes on
 * @param direct the client takes a small result with this answer and never asks for the statement again, as the JDBC
 *     driver does
 * @param externalLinks rows are fetched from links
 * @param client of the User-Agent header
 */
record StatementRequest(
        String text,
        String warehouseId,
        String sessionId,
        String catalog,
        String schema,
        List<Parameter> parameters,
        Map<String, String> queryTags,
        Duration patience,
        boolean cancelAfterWait,
        boolean direct,
        boolean externalLinks,
        long rowLimit,
        String client) {

    private static final int LONGEST_WAIT_SECONDS = 50;
    private static final int SHORTEST_WAIT_SECONDS = 5;
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
    /** The JDBC driver can cancel only what it has got the id of. */
    private static final Duration DRIVERS_WAIT = Duration.ofSeconds(2);

    static StatementRequest of(Call call) {
        Fields body = call.json();
        String disposition = body.text("disposition", "INLINE");
        if (!List.of("INLINE", "EXTERNAL_LINKS", "INLINE_OR_EXTERNAL_LINKS").contains(disposition)) {
            throw ApiError.invalid("disposition must be INLINE or EXTERNAL_LINKS, but is " + disposition);
        }
        String onWaitTimeout = body.text("on_wait_timeout", "CONTINUE");
        if (!List.of("CONTINUE", "CANCEL").contains(onWaitTimeout)) {
            throw ApiError.invalid("on_wait_timeout must be CONTINUE or CANCEL, but is " + onWaitTimeout);
        }
        long rowLimit = body.number("row_limit").orElse(Long.MAX_VALUE);
        if (rowLimit < 1) {
            throw ApiError.invalid("row_limit must be at least 1, but is " + rowLimit);
        }
        return new StatementRequest(
                body.required("statement"),
                body.required("warehouse_id"),
                body.text("session_id", ""),
                body.text("catalog", ""),
                body.text("schema", ""),
                parameters(body),
                queryTags(body),
                patience(body, disposition.equals("INLINE_OR_EXTERNAL_LINKS") ? DRIVERS_WAIT : USUAL_WAIT),
                onWaitTimeout.equals("CANCEL"),
                disposition.equals("INLINE_OR_EXTERNAL_LINKS"),
                disposition.equals("EXTERNAL_LINKS"),
                rowLimit,
                call.header("user-agent").orElse(""));
    }

    private static Duration patience(Fields body, Duration usual) {
        String text = body.text("wait_timeout", "");
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("[0-9]{1,4}s")) {
            throw ApiError.invalid("wait_timeout must be 0s or 5s to 50s, but is " + text);
        }
        int seconds = Integer.parseInt(text.substring(0, text.length() - 1));
        if (seconds != 0 && (seconds < SHORTEST_WAIT_SECONDS || seconds > LONGEST_WAIT_SECONDS)) {
            throw ApiError.invalid("wait_timeout must be 0s or 5s to 50s, but is " + text);
        }
        return Duration.ofSeconds(seconds);
    }

    private static List<Parameter> parameters(Fields body) {
        List<Parameter> parameters = new ArrayList<>();
        for (Fields field : body.objects("parameters")) {
            String name = field.text("name")
                    .or(() -> field.text("ordinal"))
                    .orElseThrow(() -> ApiError.invalid("Missing required field: parameters.name"));
            parameters.add(new Parameter(
                    name, field.text("type", "STRING"), field.text("value").orElse(null)));
        }
        return parameters;
    }

    private static Map<String, String> queryTags(Fields body) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<Fields> given = body.objects("query_tags");
        if (given.size() > QueryTags.MOST) {
            throw ApiError.invalid(
                    "query_tags may have at most " + QueryTags.MOST + " entries, but has " + given.size());
        }
        for (Fields tag : given) {
            tags.put(tag.required("key"), tag.text("value").orElse(null));
        }
        return tags;
    }
}
