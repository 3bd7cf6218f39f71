package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Makes sense of what the driver throws: by the answer on the wire first, then by SQLSTATE, then by cause. */
final class Failures {

    /** Where the driver puts what the warehouse said. */
    private static final String SAID = "Error Message: ";

    private static final Set<String> MISSING = Set.of("42P01", "42704", "42S02", "3F000");

    /** Classes of SQLSTATE for trouble that has nothing to do with the statement. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "XX", "HY");

    private static final int LONGEST_QUOTE = 300;

    /** What web servers say to a POST that they have no use for; it does not pass. */
    private static final int NOT_IMPLEMENTED = 501;

    private final Workspace workspace;
    private final Secrets secrets;
    private final Clock clock;
    private volatile boolean resolved;

    Failures(Workspace workspace, Secrets secrets, Clock clock) {
        this.workspace = workspace;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The one by which dates in answers are read. */
    Clock clock() {
        return clock;
    }

    /** The workspace has an address; what has one and has none later is no mistake in a setting. */
    void resolved() {
        resolved = true;
    }

    /** A call that was given up. */
    Failure tooLate(String host, Duration limit) {
        return Failure.passing(
                ErrorCode.UNAVAILABLE, host + " did not answer within " + Math.max(1, limit.toSeconds()) + " s");
    }

    /**
     * @param traffic what the connection heard last, or null when there is none yet
     * @param opened whether there is a session
     */
    Failure of(Exception thrown, String host, Traffic traffic, boolean opened) {
        int status = traffic == null ? 0 : traffic.status();
        if (status >= 300) {
            return opened && status == 404
                    ? Failure.passing(ErrorCode.UNAVAILABLE, host + " has ended the session")
                    : ofStatus(status, thrown, host, traffic);
        }
        SQLException sql = find(thrown, SQLException.class);
        String said = said(thrown);
        if (sql != null && said != null) {
            return ofStatement(sql.getSQLState(), said);
        }
        IOException io = find(thrown, IOException.class);
        if (io != null && status == 0) {
            return ofNetwork(io, host);
        }
        if (status > 0 && !traffic.isJson()) {
            return notDatabricks(host, status);
        }
        return Failure.passing(
                ErrorCode.UNAVAILABLE,
                host + " sent an answer that cannot be understood (" + quote(gist(thrown)) + ")");
    }

    private Failure ofStatus(int status, Exception thrown, String host, Traffic traffic) {
        String said = quote(gist(thrown));
        Optional<Duration> retryAfter = traffic.retryAfter();
        if (status == 429) {
            return new Failure(
                    ErrorCode.THROTTLED,
                    host + " asks to slow down (HTTP 429); start again later, with fewer connections",
                    Failure.Kind.PASSING,
                    retryAfter);
        }
        if (status >= 500 && status != NOT_IMPLEMENTED) {
            return new Failure(
                    ErrorCode.UNAVAILABLE,
                    host + " cannot answer at the moment (HTTP " + status + ")",
                    Failure.Kind.PASSING,
                    retryAfter);
        }
        if (!traffic.isJson()) {
            return notDatabricks(host, status);
        }
        if (status == 401 || (status == 403 && said.toLowerCase(Locale.ROOT).contains("token"))) {
            return new Failure(
                    ErrorCode.PERMISSION,
                    host + " does not accept the token (HTTP " + status
                            + "): it is wrong, revoked or expired; make a new one and set DATABRICKS_TOKEN or the profile",
                    Failure.Kind.TOKEN,
                    Optional.empty());
        }
        if (status == 403) {
            return Failure.lasting(
                    ErrorCode.PERMISSION,
                    "the user may not use SQL warehouse " + workspace.warehouseId() + " on " + host
                            + " (HTTP 403); grant CAN USE on it");
        }
        if (status == 404 || said.contains("does not exist")) {
            return Failure.lasting(
                    ErrorCode.NOT_FOUND,
                    "there is no SQL warehouse " + workspace.warehouseId() + " on " + host + "; correct "
                            + workspace.setting() + ".warehouse_id");
        }
        return Failure.lasting(ErrorCode.INVALID_INPUT, host + " refuses the request (HTTP " + status + "): " + said);
    }

    private Failure ofStatement(String state, String said) {
        String quoted = quote(said);
        if ("42501".equals(state) || said.contains("INSUFFICIENT_PERMISSIONS") || said.contains("PERMISSION_DENIED")) {
            return Failure.ofStatement(ErrorCode.PERMISSION, quoted);
        }
        if (state != null && MISSING.contains(state)) {
            return Failure.ofStatement(ErrorCode.NOT_FOUND, quoted);
        }
        boolean passes = state == null || state.length() < 2 || PASSING_CLASSES.contains(state.substring(0, 2));
        return passes
                ? Failure.passing(ErrorCode.UNAVAILABLE, "the warehouse could not run the query: " + quoted)
                : Failure.ofStatement(ErrorCode.INVALID_INPUT, "the warehouse refuses the query: " + quoted);
    }

    private Failure ofNetwork(IOException io, String host) {
        if (io instanceof UnknownHostException && resolved) {
            return Failure.passing(ErrorCode.UNAVAILABLE, "the name of " + host + " does not resolve any more");
        }
        if (io instanceof UnknownHostException) {
            return Failure.lasting(
                    ErrorCode.CONFIGURATION, "there is no host " + host + "; check DATABRICKS_HOST or the profile");
        }
        if (io instanceof SSLException) {
            return Failure.lasting(
                    ErrorCode.CONFIGURATION,
                    "no secure connection to " + host + " (" + quote(io.getMessage())
                            + "); check DATABRICKS_HOST, proxies and certificates in between");
        }
        String how = io instanceof ConnectException || io instanceof NoRouteToHostException
                ? " cannot be reached"
                : " broke the connection off";
        return Failure.passing(ErrorCode.UNAVAILABLE, host + how + " (" + quote(io.getMessage()) + ")");
    }

    private static Failure notDatabricks(String host, int status) {
        return Failure.lasting(
                ErrorCode.CONFIGURATION,
                host + " answers, but not as a Databricks workspace does (HTTP " + status
                        + "); check DATABRICKS_HOST or the profile");
    }

    /** What the warehouse said about a statement, or null when it is about something else. */
    private static String said(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage());
            int start = message.indexOf(SAID);
            if (at instanceof SQLException && start >= 0) {
                String rest = message.substring(start + SAID.length());
                int end = rest.lastIndexOf(", Error code:");
                return end < 0 ? rest : rest.substring(0, end);
            }
        }
        return null;
    }

    /** The innermost message that says something. */
    private static String gist(Throwable thrown) {
        String gist = thrown.getClass().getSimpleName();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at.getMessage() != null && !at.getMessage().isBlank()) {
                gist = at.getMessage();
            }
        }
        return gist;
    }

    private static <T extends Throwable> T find(Throwable thrown, Class<T> type) {
        T found = null;
        int depth = 0;
        for (Throwable at = thrown; at != null && depth < 20; at = at.getCause(), depth++) {
            found = type.isInstance(at) ? type.cast(at) : found;
        }
        return found;
    }

    /** In one line, not too long, without secrets. */
    String quote(String text) {
        String line = secrets.mask(String.valueOf(text)).replaceAll("\\s+", " ").trim();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
