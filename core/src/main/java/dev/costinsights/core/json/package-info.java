/** As much JSON as core needs: what hosts answer, what orchestrators hand over, and what recorders send. */
package dev.costinsights.core.json;
