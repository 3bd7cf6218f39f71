package dev.costinsights.host.http;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call. On a loopback address everybody on this machine, unless there is a token; anywhere else only with one.
 *
 * <p>The {@code Host} header must name the server by the address that it was bound to or as localhost: a web page that
 * rebinds its own name to this machine must not reach it.
 *
 * <p>A browser says from which page a call comes, and a page of somebody else must change nothing here and read nothing,
 * with whatever the browser adds of its own accord. So a call that changes something is refused when its {@code Origin} is
 * not the server that it calls, and any call of which {@code Sec-Fetch-Site} says cross-site, but for following a link.
 * Programs send neither header.
 */
final class Gate {

    private static final String BEARER = "bearer ";

    /** Methods that change nothing. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final Set<String> hosts;
    private final boolean anyHost;
    private final byte[] token;

    private Gate(Set<String> hosts, boolean anyHost, byte[] token) {
        this.hosts = hosts;
        this.anyHost = anyHost;
        this.token = token;
    }

    /**
     * @param token or null
     * @throws CostInsightsException when the address is open to others and there is no token
     */
    static Gate of(String address, String token) {
        boolean loopback = isLoopback(address);
        boolean hasToken = token != null && !token.isBlank();
        if (!loopback && !hasToken) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "server.host " + address + " can be reached by others, and there is no server.token; set one "
                            + "(COST_INSIGHTS_SERVER_TOKEN), or bind to 127.0.0.1");
        }
        Set<String> hosts = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
        hosts.add(address.toLowerCase(Locale.ROOT));
        return new Gate(Set.copyOf(hosts), !loopback, hasToken ? token.strip().getBytes(StandardCharsets.UTF_8) : null);
    }

    /**
     * What a call says of itself: its method and headers, each null where it is not there.
     *
     * @param site {@code Sec-Fetch-Site}
     * @param mode {@code Sec-Fetch-Mode}
     */
    record Caller(String method, String host, String origin, String site, String mode, String authorization) {}

    /** What keeps a call out, or empty. */
    Optional<Problem> refusal(Route.Access access, Caller caller) {
        String host = caller.host();
        if (!anyHost && !hosts.contains(name(host))) {
            return Optional.of(new Problem(
                    421,
                    "wrong_host",
                    "This host is not served here",
                    "the Host header is '" + host + "'; call the server by the address that it listens on"));
        }
        if (isOfAnotherSite(caller)) {
            return Optional.of(new Problem(
                    403,
                    "cross_site",
                    "Pages of other sites may not call this server",
                    "the call comes from a page of "
                            + (caller.origin() == null ? "another site" : "'" + caller.origin() + "'")
                            + "; call the server from a program, which sends neither Origin nor Sec-Fetch-Site"));
        }
        if (access == Route.Access.TOKEN && token != null && !matches(caller.authorization())) {
            return Optional.of(new Problem(
                    401,
                    "unauthorized",
                    "The token is missing or wrong",
                    "send 'Authorization: Bearer <token>' with the server's token"));
        }
        return Optional.empty();
    }

    private static boolean isOfAnotherSite(Caller caller) {
        boolean isSafe = SAFE.contains(caller.method());
        if ("cross-site".equals(caller.site()) && !(isSafe && "navigate".equals(caller.mode()))) {
            return true;
        }
        return !isSafe && caller.origin() != null && !isOrigin(caller.origin(), caller.host());
    }

    /** Whether a page of that origin came from the host that is called; {@code null}, as a sandbox has it, did not. */
    private static boolean isOrigin(String origin, String host) {
        return host != null
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }

    /** Takes the same time wherever the two differ. */
    private boolean matches(String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return false;
        }
        byte[] given = authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token, given);
    }

    private static String name(String host) {
        if (host == null) {
            return "";
        }
        int port = host.startsWith("[") ? host.indexOf(':', host.indexOf(']')) : host.indexOf(':');
        return (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION, "server.host '" + address + "' is no address of this machine", e);
        }
    }
}
