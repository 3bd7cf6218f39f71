package dev.costinsights.host.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dashboard: a page at {@code /} and its files. It holds no data and so wants no token; what it shows it asks the API
 * for, and sends the token that its reader gave it.
 *
 * <p>The page may run nothing but these files and talk to nobody but this server. Text from the server cannot become markup:
 * the browser takes markup from lit-html's own templates alone.
 */
public final class DashboardRoutes {

    /** What the paths of its files begin with. */
    public static final String FILES = "/dashboard/";

    private static final String POLICY =
            "default-src 'none'; script-src 'self' %s; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types lit-html default";

    private static final Map<String, String> FOR_EVER =
            Map.of("Cache-Control", "public, max-age=31536000, immutable", "Vary", "Accept-Encoding");

    private DashboardRoutes() {}

    /** Reads the files once; they are the same for everybody. */
    public static List<Route> all() {
        DashboardFiles.Content content = DashboardFiles.read(FILES.substring(1));
        ApiResponse page = new ApiResponse(
                200,
                "text/html; charset=utf-8",
                content.page().getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "Content-Security-Policy",
                        POLICY.formatted(DashboardFiles.scriptHash(content.importMap())),
                        "Cross-Origin-Opener-Policy",
                        "same-origin",
                        "Cache-Control",
                        "no-cache"));
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/", Route.Access.PUBLIC, request -> page));
        content.files().forEach((address, file) -> {
            ApiResponse response = new ApiResponse(200, file.contentType(), file.content(), FOR_EVER);
            routes.add(Route.get('/' + address, Route.Access.PUBLIC, request -> response));
        });
        return List.copyOf(routes);
    }
}
