/** Files on this machine: folders that do not outlive the run or that only their owner reads, and hashes of contents. */
package dev.costinsights.host.files;
