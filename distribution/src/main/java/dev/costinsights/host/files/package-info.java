/** Folders that do not outlive the run. */
package dev.costinsights.host.files;
