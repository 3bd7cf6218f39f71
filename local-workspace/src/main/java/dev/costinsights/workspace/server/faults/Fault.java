package dev.costinsights.workspace.server.faults;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that goes wrong with requests.
 *
 * @param kind what goes wrong
 * @param method GET, POST, ...; empty for any
 * @param path regular expression that the whole path must match
 * @param body regular expression that must be found in the request's body, e.g. a table's name; empty for any
 * @param skip matching requests that go well before the first that does not
 * @param count matching requests that go wrong; 0 for all from then on
 * @param probability that a matching request goes wrong
 * @param status of {@link Kind#STATUS}
 * @param retryAfter value of the Retry-After header, as it is; empty for none
 * @param bytesPerSecond of {@link Kind#SLOW}
 * @param share of the body that {@link Kind#TRUNCATED} lets through
 */
public record Fault(
        Kind kind,
        String method,
        Pattern path,
        Pattern body,
        int skip,
        int count,
        double probability,
        int status,
        String retryAfter,
        long bytesPerSecond,
        double share) {

    private static final Map<Integer, String> CODES = Map.of(
            400, "BAD_REQUEST",
            401, "UNAUTHENTICATED",
            403, "PERMISSION_DENIED",
            404, "RESOURCE_DOES_NOT_EXIST",
            429, "RESOURCE_EXHAUSTED",
            500, "INTERNAL_ERROR",
            503, "TEMPORARILY_UNAVAILABLE",
            504, "DEADLINE_EXCEEDED");

    /** What can go wrong. */
    public enum Kind {
        /** An error instead of an answer; the request is not done. */
        STATUS,
        /** The request is done, and then the answer is an error. */
        STATUS_AFTER,
        /** The connection is closed without an answer; the request is not done. */
        CLOSED,
        /** The request is done, and the connection closed without an answer. */
        CLOSED_AFTER,
        /** A part of the answer, then the connection is closed. */
        TRUNCATED,
        /** The answer drips. */
        SLOW,
        /** As if the token had expired. */
        EXPIRED_TOKEN,
        /** The last entry of every list in an answer comes twice. */
        REPEATED_ENTRIES,
        /** Every list in an answer comes in reverse. */
        REVERSED_ENTRIES
    }

    public Fault {
        require(probability >= 0 && probability <= 1, "probability must be 0 to 1, but is " + probability);
        require(share >= 0 && share <= 1, "share must be 0 to 1, but is " + share);
        require(status >= 400 && status <= 599, "status must be 400 to 599, but is " + status);
        require(
                skip >= 0 && count >= 0 && bytesPerSecond >= 0,
                "skip, count and bytes_per_second must not be negative");
    }

    /** Of all requests from now on; narrow it with the {@code with} methods. */
    public static Fault of(Kind kind) {
        return new Fault(kind, "", Pattern.compile("/api/.*"), Pattern.compile(""), 0, 0, 1, 503, "", 1_000, 0.5);
    }

    /** An error of this status. */
    public static Fault status(int status) {
        return of(Kind.STATUS).withStatus(status);
    }

    public Fault withStatus(int value) {
        return new Fault(kind, method, path, body, skip, count, probability, value, retryAfter, bytesPerSecond, share);
    }

    public Fault withMethod(String value) {
        return new Fault(kind, value, path, body, skip, count, probability, status, retryAfter, bytesPerSecond, share);
    }

    public Fault withPath(String regex) {
        return new Fault(
                kind,
                method,
                Pattern.compile(regex),
                body,
                skip,
                count,
                probability,
                status,
                retryAfter,
                bytesPerSecond,
                share);
    }

    /** Only requests in whose body this is found, such as {@code system\.billing\.usage}. */
    public Fault withBody(String regex) {
        return new Fault(
                kind,
                method,
                path,
                Pattern.compile(regex),
                skip,
                count,
                probability,
                status,
                retryAfter,
                bytesPerSecond,
                share);
    }

    /** The first {@code skip} matching requests go well. */
    public Fault after(int value) {
        return new Fault(
                kind, method, path, body, value, count, probability, status, retryAfter, bytesPerSecond, share);
    }

    public Fault times(int value) {
        return new Fault(kind, method, path, body, skip, value, probability, status, retryAfter, bytesPerSecond, share);
    }

    public Fault withProbability(double value) {
        return new Fault(kind, method, path, body, skip, count, value, status, retryAfter, bytesPerSecond, share);
    }

    public Fault withRetryAfter(String value) {
        return new Fault(kind, method, path, body, skip, count, probability, status, value, bytesPerSecond, share);
    }

    public Fault withBytesPerSecond(long value) {
        return new Fault(kind, method, path, body, skip, count, probability, status, retryAfter, value, share);
    }

    public Fault withShare(double value) {
        return new Fault(kind, method, path, body, skip, count, probability, status, retryAfter, bytesPerSecond, value);
    }

    String code() {
        return CODES.getOrDefault(status, "INTERNAL_ERROR");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
