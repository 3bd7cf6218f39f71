package dev.costinsights.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The browser that is installed, driven by the Node.js that is installed; where one is missing, the test is skipped and says
 * so. Nothing is downloaded. What a page complains of, and whom else it asks, fails the test that opened it.
 */
final class Chromium implements AutoCloseable {

    /** Machines that build may be busy. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        Path chromium = installed("Chromium", "chromium", "chromium-browser", "google-chrome");
        Path node = installed("Node.js", "node", "nodejs");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node.toString())));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium));
    }

    /** A tab of its own, without cookies or storage of others. */
    Tab open(String url, Browser.NewContextOptions options) {
        return new Tab(browser.newContext(options.setAcceptDownloads(true)), url);
    }

    Tab open(String url) {
        return open(url, new Browser.NewContextOptions().setViewportSize(1360, 900));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** A page, and what it said and asked for. */
    static final class Tab implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();
        private final List<String> requests = new ArrayList<>();

        private Tab(BrowserContext context, String url) {
            this.context = context;
            page = context.newPage();
            page.setDefaultTimeout(PATIENCE_MILLIS);
            page.onConsoleMessage(message -> {
                if (List.of("error", "warning").contains(message.type())) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            context.onRequest(request -> requests.add(request.url()));
            page.navigate(url);
        }

        Page page() {
            return page;
        }

        /** What it asked for, in order. */
        List<String> requests() {
            return requests;
        }

        /** Complaints that are expected, and are so no more. */
        List<String> takeComplaints() {
            List<String> taken = List.copyOf(complaints);
            complaints.clear();
            return taken;
        }

        @Override
        public void close() {
            String origin = page.url().replaceFirst("(https?://[^/]+).*", "$1/");
            context.close();
            assertEquals(List.of(), complaints, "what the console says");
            assertEquals(
                    List.of(),
                    requests.stream()
                            .filter(url -> !url.startsWith(origin) && !url.startsWith("blob:" + origin))
                            .toList(),
                    "requests to others");
        }
    }

    private static Path installed(String what, String... names) {
        Optional<Path> found = Stream.of(names)
                .flatMap(name -> Stream.of("/usr/bin", "/usr/local/bin").map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseGet(() ->
                Assumptions.abort(what + " is not installed in /usr/bin, so the dashboard is not tested in a browser"));
    }
}
