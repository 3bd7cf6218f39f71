/** The workspace's own API, for tests and people: its clock, its faults, its tokens. */
package dev.costinsights.workspace.server.control;
