package dev.costinsights.workspace.server.http;

/**
 * How a reply goes over the wire.
 *
 * @param share of the body that is sent before the connection is closed; 1 for all of it, below 0 for not even a status
 * @param bytesPerSecond 0 for as fast as can be
 */
public record Delivery(double share, long bytesPerSecond) {
    public static final Delivery WHOLE = new Delivery(1, 0);

    /** The connection is closed without an answer. */
    public static final Delivery NONE = new Delivery(-1, 0);
}
