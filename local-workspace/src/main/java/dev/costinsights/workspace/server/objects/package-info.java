/** Things that clients store and read back: policies, bundle deployments, workspace files; and who they are. */
package dev.costinsights.workspace.server.objects;
