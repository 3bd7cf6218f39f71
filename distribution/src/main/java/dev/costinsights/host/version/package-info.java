/** Which version of the host this is. */
package dev.costinsights.host.version;
