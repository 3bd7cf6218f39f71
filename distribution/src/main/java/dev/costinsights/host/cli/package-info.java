/** The command line: arguments in, data on stdout, everything else on stderr, and an exit code. */
package dev.costinsights.host.cli;
