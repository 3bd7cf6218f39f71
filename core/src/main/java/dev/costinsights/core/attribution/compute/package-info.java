/** Shared compute: how busy it was, who used it, and how its charges are split (method, sections 5 to 7). */
package dev.costinsights.core.attribution.compute;
