/** The Statement Execution API: sessions, statements, results in chunks, and what the JDBC driver asks beside them. */
package dev.costinsights.workspace.server.statements;
