/** The host: the engine as a program of its own, with a plugin folder, a command line and files as results. */
package dev.costinsights.host;
