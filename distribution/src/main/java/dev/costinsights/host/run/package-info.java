/** A run of the engine with everything around it: plugins, progress, result files. */
package dev.costinsights.host.run;
