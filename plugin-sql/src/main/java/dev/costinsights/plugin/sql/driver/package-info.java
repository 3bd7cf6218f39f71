/** A JDBC driver for programs that know nothing but a URL. */
package dev.costinsights.plugin.sql.driver;
