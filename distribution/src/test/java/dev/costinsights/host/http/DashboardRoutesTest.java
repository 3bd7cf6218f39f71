package dev.costinsights.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard as it is sent: what a browser may do with it and how long it may keep it. */
final class DashboardRoutesTest {

    private static final Path SOURCES = Path.of("src/main/resources/dev/costinsights/host/http/dashboard");
    private static final List<Route> ROUTES = DashboardRoutes.all();

    private static ApiServer server;

    @BeforeAll
    static void start() {
        List<Route> routes = new ArrayList<>(ROUTES);
        routes.add(Route.get("/api/v1/secret", Route.Access.TOKEN, request -> ApiResponse.json(200, "secret")));
        routes.add(Route.get("/api/v1/gone", Route.Access.PUBLIC, request -> {
            throw new ProblemException(new Problem(404, "not_found", "There is none", "give another id"));
        }));
        server = ApiServer.start("127.0.0.1", 0, "secret-token", routes);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_page_needs_no_token_and_may_run_nothing_but_its_own_files() throws Exception {
        HttpResponse<byte[]> page = get("/", "identity");
        assertEquals(200, page.statusCode());
        assertEquals("text/html;charset=utf-8", header(page, "Content-Type").replace(" ", ""));
        String html = new String(page.body(), StandardCharsets.UTF_8);
        Matcher importMap =
                Pattern.compile("<script type=\"importmap\">(.*)</script>").matcher(html);
        assertTrue(importMap.find(), html);
        assertEquals(
                "default-src 'none'; script-src 'self' " + DashboardFiles.scriptHash(importMap.group(1))
                        + "; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
                        + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
                        + "trusted-types lit-html default",
                header(page, "Content-Security-Policy"));
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(page, "Referrer-Policy"));
        assertEquals("same-origin", header(page, "Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", header(page, "Cross-Origin-Resource-Policy"));
        assertEquals("no-cache", header(page, "Cache-Control"));
        assertFalse(
                Pattern.compile("\\son[a-z]+=|style=|https?://").matcher(html).find(), html);
    }

    @Test
    void the_page_names_only_files_that_there_are() throws Exception {
        String html = new String(get("/", "identity").body(), StandardCharsets.UTF_8);
        Matcher names = Pattern.compile("dashboard/[^\"]+").matcher(html);
        List<String> found = names.results().map(name -> name.group()).toList();
        assertTrue(found.size() >= 6, found::toString);
        for (String name : found) {
            assertEquals(200, get('/' + name, "gzip").statusCode(), name);
        }
    }

    @Test
    void files_may_be_kept_for_ever_and_are_packed() throws Exception {
        for (Route route : ROUTES) {
            if (route.path().startsWith(DashboardRoutes.FILES)) {
                HttpResponse<byte[]> file = get(route.path(), "gzip");
                assertEquals(200, file.statusCode(), route.path());
                assertEquals("public, max-age=31536000, immutable", header(file, "Cache-Control"), route.path());
                assertEquals("nosniff", header(file, "X-Content-Type-Options"), route.path());
            }
        }
        String echarts = path("echarts");
        HttpResponse<byte[]> packed = get(echarts, "gzip");
        assertEquals("gzip", header(packed, "Content-Encoding"));
        assertEquals("Accept-Encoding", header(packed, "Vary"));
        byte[] plain = get(echarts, "identity").body();
        assertTrue(packed.body().length < plain.length / 2, packed.body().length + " of " + plain.length);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertEquals(plain.length, unpacked.readAllBytes().length);
        }
    }

    @Test
    void every_file_is_served_and_every_module_that_is_imported_is_there() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("index.html"))
                    .sorted()
                    .toList();
            assertEquals(names, new TreeSet<>(DashboardFiles.OWN).stream().toList());
        }
        for (String name : DashboardFiles.OWN) {
            String text = Files.readString(SOURCES.resolve(name));
            Matcher imports =
                    Pattern.compile("(?:from |import |import\\()'([^']+)'").matcher(text);
            while (imports.find()) {
                String module = imports.group(1);
                boolean isKnown = module.startsWith(".")
                        ? DashboardFiles.OWN.contains(
                                Path.of(name).resolveSibling(module).normalize().toString())
                        : DashboardFiles.VENDOR.containsKey(module);
                assertTrue(isKnown || text.contains("{import('" + module), name + " imports " + module);
            }
        }
    }

    @Test
    void nothing_in_it_makes_markup_of_text() throws IOException {
        for (String name : DashboardFiles.OWN) {
            String text = Files.readString(SOURCES.resolve(name));
            for (String trap :
                    List.of("innerHTML", "outerHTML", "insertAdjacentHTML", "unsafeHTML", "document.write", "eval(")) {
                assertFalse(text.contains(trap), name + " has " + trap);
            }
            assertTrue(text.lines().count() <= 300 || name.endsWith(".css"), name + " is long");
        }
    }

    @Test
    void licences_of_others_are_packed() {
        for (String name : List.of(
                "echarts/LICENSE",
                "echarts/NOTICE",
                "echarts/licenses/LICENSE-d3",
                "zrender/LICENSE",
                "lit-html/LICENSE")) {
            assertTrue(DashboardFiles.class.getResource("dashboard/vendor/" + name) != null, name);
        }
    }

    @Test
    void what_is_no_page_may_do_nothing_in_a_browser() throws Exception {
        for (String path : List.of("/api/v1/secret", "/api/v1/gone", "/nothing")) {
            HttpResponse<byte[]> answer = get(path, "identity");
            assertTrue(answer.statusCode() >= 400, path);
            assertEquals("default-src 'none'; frame-ancestors 'none'", header(answer, "Content-Security-Policy"), path);
            assertEquals("no-store", header(answer, "Cache-Control"), path);
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"), path);
        }
    }

    @Test
    void a_route_that_finds_nothing_says_what() throws Exception {
        String gone = new String(get("/api/v1/gone", "identity").body(), StandardCharsets.UTF_8);
        assertTrue(gone.contains("give another id"), gone);
        String lost = new String(get("/nothing", "identity").body(), StandardCharsets.UTF_8);
        assertTrue(lost.contains("there are [/, /api/v1/gone, /api/v1/secret]"), lost);
    }

    private static String path(String part) {
        return ROUTES.stream()
                .map(Route::path)
                .filter(path -> path.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<byte[]> get(String path, String encoding) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Accept-Encoding", encoding)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
