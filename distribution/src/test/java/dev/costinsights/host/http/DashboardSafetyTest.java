package dev.costinsights.host.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not happen: markup from the ledger, a token that stays, and a reader who does not know what to do. */
final class DashboardSafetyTest {

    private static final String TOKEN = "correct-horse-battery";
    private static final String OCTOBER = "start=2026-10-01&end=2026-11-01";

    @TempDir
    static Path folder;

    private static Dashboards dashboards;

    @BeforeAll
    static void start() throws Exception {
        dashboards = new Dashboards();
        SampleStore.fill(folder);
    }

    @AfterAll
    static void stop() {
        if (dashboards != null) {
            dashboards.close();
        }
    }

    @Test
    void a_hostile_name_is_a_text_everywhere() {
        String url = dashboards.serve(folder, null);
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?" + OCTOBER)) {
            Page page = tab.page();
            Locator name = page.locator(".groups .link", new Page.LocatorOptions().setHasText(SampleLedger.HOSTILE));
            assertThat(name).hasText(SampleLedger.HOSTILE);
            assertThat(page.locator(".legend")).containsText(SampleLedger.HOSTILE);
            page.locator("cost-bars[data-drawn] canvas").hover();
            assertThat(page.locator(".tip")).containsText(SampleLedger.HOSTILE);
            name.click();
            assertThat(page.locator(".crumbs")).containsText(SampleLedger.HOSTILE);
            assertThat(page.locator(".chip")).containsText(SampleLedger.HOSTILE);
            page.navigate(url + "/?explain=run-2-2026-10-05&always=1&" + OCTOBER);
            assertThat(page.locator("dialog.drawer .owned").first()).containsText(SampleLedger.HOSTILE);
            page.navigate(
                    url + "/?explain=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&filter=product%3D%3Cb%3E&" + OCTOBER);
            assertThat(page.locator("dialog.drawer .id")).hasText("<img src=x onerror=alert(1)>");
            assertThat(page.locator("dialog.drawer .alarm")).containsText("there is no row of '<img");
            assertThat(page.locator("img")).hasCount(0);
            assertNotEquals("owned", page.title());
            assertTrue(tab.takeComplaints().stream().allMatch(text -> text.contains("404")));
        }
    }

    @Test
    void the_browser_itself_refuses_markup_and_inline_scripts() {
        String url = dashboards.serve(folder, null);
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/")) {
            Page page = tab.page();
            assertThat(page.locator(".groups")).isVisible();
            Object failures = page.evaluate("""
                    () => {
                      const failure = (work) => {
                        try {
                          work();
                          return 'none';
                        } catch (thrown) {
                          return thrown.name;
                        }
                      };
                      return [
                        failure(() => (document.body.innerHTML = '<b>markup</b>')),
                        failure(() => document.body.setAttribute('onclick', "document.title = 'owned'")),
                        failure(() => (document.createElement('script').src = 'https://evil.example/x.js')),
                      ];
                    }""");
            assertEquals(List.of("TypeError", "TypeError", "TypeError"), failures);
            assertTrue(!tab.takeComplaints().isEmpty(), "the policy complains");
        }
    }

    @Test
    void the_token_is_asked_for_and_kept_in_the_tab_only() {
        String url = dashboards.serve(folder, TOKEN);
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?" + OCTOBER)) {
            Page page = tab.page();
            assertThat(page.locator("main h2")).hasText("This server wants a token");
            page.getByLabel("Token").fill("wrong");
            page.keyboard().press("Enter");
            assertThat(page.locator(".alarm")).hasText("The server does not know this token.");
            page.getByLabel("Token").fill(TOKEN);
            page.keyboard().press("Enter");
            assertThat(page.locator(".groups")).isVisible();
            page.reload();
            assertThat(page.locator(".groups")).isVisible();
            assertEquals(0, page.evaluate("() => localStorage.length + document.cookie.length"));
            assertEquals(1, page.evaluate("() => sessionStorage.length"));
            assertTrue(tab.requests().stream().noneMatch(request -> request.contains(TOKEN)));
            page.getByText("Forget token").click();
            assertThat(page.locator("main h2")).hasText("This server wants a token");
            assertTrue(tab.takeComplaints().stream().allMatch(text -> text.contains("401")));
        }
    }

    @Test
    void without_a_store_it_says_which_command_makes_one() {
        String url = dashboards.serve(folder.resolve("nothing"), null);
        try (Chromium.Tab tab = dashboards.chromium().open(url)) {
            Page page = tab.page();
            assertThat(page.locator("main h2")).hasText("There are no costs yet");
            assertThat(page.locator("main")).containsText("there is no store in");
            assertThat(page.locator("pre")).containsText("cost-insights backfill --start");
            assertTrue(tab.takeComplaints().stream().allMatch(text -> text.contains("503")));
        }
    }

    @Test
    void what_cannot_be_answered_is_said_in_the_servers_words() {
        String url = dashboards.serve(folder, null);
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?filter=prodct%3DSQL")) {
            Page page = tab.page();
            assertThat(page.locator("main [role=alert]")).containsText("'prodct' is no column");
            page.getByText("Show the usual view").click();
            assertThat(page.locator(".groups")).isVisible();
            page.navigate(url + "/?filter=product%3DNOTHING");
            assertThat(page.locator("main h2")).hasText("No cost fits");
            page.getByText("Remove the filters").click();
            assertThat(page.locator(".groups")).isVisible();
            List<String> said = tab.takeComplaints();
            assertTrue(said.stream().allMatch(text -> text.contains("400")), said::toString);
        }
    }
}
