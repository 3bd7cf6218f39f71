/**
 * What a unit costs at a time, and what a quantity costs then (method, section 2).
 *
 * <p>The engine prices every usage record once, here; a cost is computed nowhere else.
 */
package dev.costinsights.core.attribution.pricing;
