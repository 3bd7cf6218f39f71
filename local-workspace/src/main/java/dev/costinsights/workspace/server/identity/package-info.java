/** Who is asking: tokens and the users behind them. */
package dev.costinsights.workspace.server.identity;
