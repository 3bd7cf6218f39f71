/**
 * What plugin authors implement, and what the engine gives them.
 *
 * <p>Types that authors implement ({@link dev.costinsights.core.spi.CostInsightsPlugin},
 * {@link dev.costinsights.core.spi.CostSource}, {@link dev.costinsights.core.spi.TagPropagator}) get new methods only with
 * a default. Types that the engine implements ({@link dev.costinsights.core.spi.PluginContext},
 * {@link dev.costinsights.core.spi.FactSink}) may gain methods in any minor version.
 */
package dev.costinsights.core.spi;
