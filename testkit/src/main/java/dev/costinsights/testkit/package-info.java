/** What tests need that would otherwise need a Databricks workspace. */
package dev.costinsights.testkit;
