/** Measurements of speed and memory: ratios against named baselines, on the same files, in the same run. */
package dev.costinsights.benchmarks;
