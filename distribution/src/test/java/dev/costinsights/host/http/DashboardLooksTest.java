package dev.costinsights.host.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For every eye and screen: axe-core finds nothing, nothing scrolls sideways, and print leaves out what cannot be clicked. */
final class DashboardLooksTest {

    private static final String OCTOBER = "start=2026-10-01&end=2026-11-01";
    private static final int PHONE = 390;

    @TempDir
    static Path home;

    private static Dashboards dashboards;
    private static String url;
    private static String axe;

    @BeforeAll
    static void start() throws Exception {
        dashboards = new Dashboards();
        SampleStore.fill(home);
        url = dashboards.serve(home, null);
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() {
        if (dashboards != null) {
            dashboards.close();
        }
    }

    @Test
    void light_is_accessible() throws Exception {
        try (Chromium.Tab tab = open(1360, 900, ColorScheme.LIGHT, "")) {
            tab.page().getByText("The same as a table").click();
            isAccessible(tab.page());
            see(tab.page(), "light");
        }
    }

    @Test
    void dark_is_dark_and_accessible_whoever_chose_it() throws Exception {
        try (Chromium.Tab tab = open(1360, 900, ColorScheme.DARK, "&by=product,resource_id")) {
            assertEquals("rgb(15, 20, 24)", ground(tab.page()));
            isAccessible(tab.page());
            see(tab.page(), "dark");
            tab.page().getByLabel("Theme").selectOption("light");
            assertEquals("rgb(245, 246, 247)", ground(tab.page()));
            tab.page().reload();
            assertThat(tab.page().locator(".groups")).isVisible();
            assertEquals("rgb(245, 246, 247)", ground(tab.page()));
            tab.page().getByLabel("Theme").selectOption("dark");
            assertEquals("rgb(15, 20, 24)", ground(tab.page()));
        }
    }

    @Test
    void a_phone_shows_it_without_scrolling_sideways() throws Exception {
        try (Chromium.Tab tab = open(PHONE, 844, ColorScheme.LIGHT, "&filter=orchestrator%3Ddagster")) {
            Page page = tab.page();
            assertEquals(PHONE, page.evaluate("() => document.documentElement.scrollWidth"));
            isAccessible(page);
            see(page, "phone");
            page.getByText("Add a filter").click();
            assertEquals(PHONE, page.evaluate("() => document.documentElement.scrollWidth"));
            page.navigate(url + "/?explain=run-2-2026-10-05&" + OCTOBER);
            assertThat(page.locator("dialog.drawer .charge").first()).isVisible();
            assertEquals(
                    0,
                    page.evaluate(
                            "() => { const d = document.querySelector('dialog'); return d.scrollWidth - d.clientWidth; }"));
            see(page, "phone-explain");
        }
    }

    @Test
    void the_drawer_is_accessible_in_both_themes() throws Exception {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (Chromium.Tab tab = open(1360, 900, scheme, "&explain=run-2-2026-10-05")) {
                assertThat(tab.page().locator("dialog.drawer .charge").first()).isVisible();
                isAccessible(tab.page());
                see(tab.page(), "explain-" + scheme);
            }
        }
    }

    @Test
    void print_leaves_out_what_can_only_be_clicked() {
        try (Chromium.Tab tab = open(1000, 900, ColorScheme.DARK, "")) {
            tab.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(tab.page().locator(".controls")).not().isVisible();
            assertThat(tab.page().locator(".groups")).isVisible();
            assertEquals(1000, tab.page().evaluate("() => document.documentElement.scrollWidth"));
            assertEquals("rgb(255, 255, 255)", ground(tab.page()));
            see(tab.page(), "print");
        }
    }

    private static Chromium.Tab open(int width, int height, ColorScheme scheme, String more) {
        Chromium.Tab tab = dashboards
                .chromium()
                .open(
                        url + "/?" + OCTOBER + more,
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(scheme)
                                .setReducedMotion(ReducedMotion.REDUCE));
        assertThat(tab.page().locator("cost-bars[data-drawn]")).isVisible();
        assertThat(tab.page().locator("[data-card=tagged] .figure")).containsText("%");
        return tab;
    }

    private static Object ground(Page page) {
        return page.evaluate("() => getComputedStyle(document.body).backgroundColor");
    }

    /** Axe is put in past the page's policy, as a debugger does. */
    private static void isAccessible(Page page) {
        page.evaluate(axe);
        Object violations = page.evaluate("""
                async () => (await axe.run()).violations.map((each) =>
                  each.id + ': ' + each.nodes.map((node) => node.target + ' ' + node.failureSummary).join('; '))""");
        assertEquals(List.of(), violations);
    }

    /** For people who want to look: {@code -Dcostinsights.screenshots=FOLDER}. */
    private static void see(Page page, String name) {
        String folder = System.getProperty("costinsights.screenshots");
        if (folder != null) {
            Path file = Path.of(folder, name + ".png");
            assertTrue(Files.isDirectory(file.getParent()), folder);
            page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        }
    }
}
