/**
 * The host over HTTP: routes that know no web server, the rules of who may call them, and the adapters to Javalin and to the
 * Jetty below it.
 */
package dev.costinsights.host.http;
