package dev.costinsights.core.oracle;

import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.UsageOrigin;
import java.util.Comparator;
import java.util.List;

/** The statements of a workspace. */
final class OracleStatements {

    private OracleStatements() {}

    /** The last revision of each, in canonical order. */
    static List<OracleStatement> lastRevisions(OracleFacts facts, UsageOrigin origin) {
        List<Statement> ofWorkspace = facts.statements.stream()
                .filter(row -> row.origin().accountId().equals(origin.accountId()))
                .filter(row -> row.origin().workspaceId().equals(origin.workspaceId()))
                .toList();
        return ofWorkspace.stream()
                .filter(row -> ofWorkspace.stream()
                        .filter(other -> other.statementId().equals(row.statementId()))
                        .noneMatch(other -> other.updateMicros() > row.updateMicros()))
                .map(OracleStatement::new)
                .sorted(Comparator.comparingLong((OracleStatement statement) ->
                                statement.active().startMicros())
                        .thenComparing(OracleStatement::id))
                .toList();
    }
}
