package dev.costinsights.workspace.server.statements;

/** Where a statement is, in the API's words. */
public enum StatementState {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELED,
    /** Its result is no longer kept. */
    CLOSED;

    public boolean over() {
        return this != PENDING && this != RUNNING;
    }
}
