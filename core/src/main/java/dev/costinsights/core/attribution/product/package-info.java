/** What a product's usage records name, and so which way a charge goes (method, section 3). */
package dev.costinsights.core.attribution.product;
