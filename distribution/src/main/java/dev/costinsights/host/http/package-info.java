/** The host over HTTP: routes that know no web server, the rules of who may call them, and the one adapter to Javalin. */
package dev.costinsights.host.http;
