/** What launched work does as the workspace's clock goes on: the agenda of what is due, and the rows that it leaves. */
package dev.costinsights.workspace.server.activity;
