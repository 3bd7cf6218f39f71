package dev.costinsights.workspace.server.statements;

import java.util.Map;

/** Hears of every statement that clients send. Called on the server's threads, several at once. */
public interface StatementListener {
    /**
     * A statement that has arrived.
     *
     * @param sessionId empty when it has none
     * @param queryTags of the session and of the statement
     * @param client as it names itself
     */
    record Submission(
            String id,
            String text,
            String warehouseId,
            String sessionId,
            String user,
            Map<String, String> queryTags,
            String client) {}

    void submitted(Submission submission);

    /**
     * It is over.
     *
     * @param error null unless it failed
     */
    void ended(String id, StatementState state, long rows, String error);
}
