/** The Statement Execution API of the Databricks SDK: requests are tagged, executions recorded. */
package dev.costinsights.plugin.sql.statements;
