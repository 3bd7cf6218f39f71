package dev.costinsights.host.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees and does, in a real browser, beside what the API says. */
final class DashboardTest {

    private static final String OCTOBER = "start=2026-10-01&end=2026-11-01";

    @TempDir
    static Path home;

    private static Dashboards dashboards;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        dashboards = new Dashboards();
        SampleStore.fill(home);
        url = dashboards.serve(home, null);
    }

    @AfterAll
    static void stop() {
        if (dashboards != null) {
            dashboards.close();
        }
    }

    @Test
    void shows_exactly_what_the_api_says() throws Exception {
        JsonNode answer = Dashboards.api(url, "costs?by=orchestrator_job&vs=previous&top=25&" + OCTOBER);
        JsonNode sum = Dashboards.sum(answer, "USD");
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?" + OCTOBER)) {
            Page page = tab.page();
            assertThat(figure(page, "cost")).hasText(Dashboards.shown(sum.path("cost")) + " USD");
            assertThat(page.locator("[data-card=cost]")).containsText(Dashboards.shown(sum.path("before")));
            Locator sentence = page.locator(".law .sentence");
            assertThat(sentence).containsText(Dashboards.shown(sum.path("cost")) + " billed =");
            for (String category : List.of("DIRECT", "ALLOCATED", "IDLE", "OVERHEAD", "UNATTRIBUTED")) {
                String cost = Dashboards.shown(sum.path("categories").path(category));
                assertThat(sentence).containsText(cost + ' ' + category.toLowerCase(Locale.ROOT));
            }
            assertThat(page.locator(".law .warning")).containsText("46.5 DBU of PREVIEW");
            List<JsonNode> expected = Dashboards.rows(answer, "USD");
            Locator rows = page.locator(".groups tbody tr");
            assertThat(rows).hasCount(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                JsonNode row = expected.get(i);
                String key = row.path("keys").path("orchestrator_job").asText();
                assertThat(cell(rows.nth(i), 0)).hasText(key.isEmpty() ? "(none)" : key);
                assertThat(cell(rows.nth(i), 1)).hasText(Dashboards.shown(row.path("cost")));
                String exact = cell(rows.nth(i), 1).getAttribute("title");
                assertEquals(
                        0,
                        new BigDecimal(exact)
                                .compareTo(new BigDecimal(row.path("cost").asText())));
                assertThat(cell(rows.nth(i), 3)).hasText(Dashboards.shown(row.path("before")));
                assertThat(cell(rows.nth(i), 5)).hasText(row.path("runs").asText());
            }
            JsonNode tagged = Dashboards.api(url, "costs?by=orchestrator_job&filter=orchestrator_job!=&" + OCTOBER);
            assertThat(page.locator("[data-card=tagged]"))
                    .containsText(Dashboards.shown(Dashboards.sum(tagged, "USD").path("cost")) + " USD");
            assertThat(page.locator(".badge")).containsText("Complete through 30 Oct 2026");
            assertThat(page.locator("cost-bars[data-drawn='9']")).hasAttribute("role", "img");
        }
    }

    @Test
    void its_table_twin_has_the_same_costs_as_its_bars() throws Exception {
        JsonNode answer = Dashboards.api(url, "costs?by=product&step=week&" + OCTOBER);
        List<JsonNode> rows = Dashboards.rows(answer, "USD");
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?by=product&step=week&vs=none&" + OCTOBER)) {
            tab.page().getByText("The same as a table").click();
            Locator lines = tab.page().locator(".twin tbody tr");
            assertThat(lines).hasCount(5);
            for (int period = 0; period < 5; period++) {
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(lines.nth(period).locator("td").nth(i))
                            .hasText(Dashboards.shown(rows.get(i).path("costs").path(period)));
                }
            }
        }
    }

    @Test
    void drills_down_and_comes_back() {
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?" + OCTOBER)) {
            Page page = tab.page();
            button(page.locator(".groups"), "nightly_etl").click();
            assertThat(page.locator("h1")).hasText("Cost by asset");
            assertThat(page.locator(".chip")).containsText("Orchestrator job is nightly_etl");
            assertThat(page).hasURL(Pattern.compile("filter=orchestrator_job%3Dnightly_etl"));
            button(page.locator(".groups"), "asset-0").click();
            assertThat(page.locator("h1")).hasText("Cost by orchestrator run");
            assertThat(page.locator(".groups tbody tr")).hasCount(25);
            button(page.locator(".groups"), "Show more rows").click();
            assertThat(page.locator(".groups tbody tr")).hasCount(31);
            page.goBack();
            assertThat(page.locator(".groups tbody tr")).hasCount(25);
            page.reload();
            assertThat(page.locator("h1")).hasText("Cost by orchestrator run");
            assertThat(page.locator(".chip")).hasCount(2);
            button(page.locator(".crumbs"), "Asset").click();
            assertThat(page.locator("h1")).hasText("Cost by asset");
            assertThat(page.locator(".chip")).hasCount(1);
            page.goBack();
            assertThat(page.locator("h1")).hasText("Cost by orchestrator run");
            page.goBack();
            page.goBack();
            assertThat(page.locator("h1")).hasText("Cost by orchestrator job");
            assertThat(page.locator(".chip")).hasCount(0);
        }
    }

    @Test
    void filters_by_what_the_reader_chooses() throws Exception {
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?" + OCTOBER)) {
            Page page = tab.page();
            page.getByText("Add a filter").click();
            page.getByLabel("Column").selectOption("orchestrator_job");
            assertThat(page.locator("#filter-values option")).hasCount(11);
            page.locator("#filter-value").fill(SampleLedger.SEPARATORS);
            page.locator(".menu form button").click();
            assertThat(page.locator(".chip")).containsText(SampleLedger.SEPARATORS);
            JsonNode answer = Dashboards.api(
                    url, "costs?by=category&" + OCTOBER + "&filter=orchestrator_job%3Da%5C,b%5C;c%3Dd%5C%5Ce!%3Df");
            String cost = Dashboards.shown(Dashboards.sum(answer, "USD").path("cost"));
            assertThat(figure(page, "cost")).hasText(cost + " USD");
            page.getByLabel("Remove the filter").click();
            assertThat(page.locator(".chip")).hasCount(0);
            button(page.locator(".groups"), "Leave out rows without orchestrator job")
                    .click();
            assertThat(page.locator(".chip")).containsText("Orchestrator job is not (none)");
            assertThat(figure(page, "tagged")).hasText("100.0%");
            button(page.locator(".law"), "Allocated").click();
            assertThat(page.locator(".chip")).hasCount(2);
            assertThat(figure(page, "attributed")).hasText("100.0%");
            assertThat(figure(page, "idle")).hasText("0.0%");
        }
    }

    @Test
    void suggests_values_of_the_column_that_was_chosen_last_whichever_answer_comes_last() {
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?" + OCTOBER)) {
            Page page = tab.page();
            assertThat(figure(page, "tagged")).isVisible();
            List<Route> held = new ArrayList<>();
            page.route(address -> address.contains("/costs?") && address.contains("by=product"), held::add);
            page.getByText("Add a filter").click();
            page.waitForCondition(() -> !held.isEmpty());
            page.getByLabel("Column").selectOption("orchestrator_job");
            Locator values = page.locator("#filter-values option");
            assertThat(values).hasCount(11);
            held.forEach(Route::resume);
            page.waitForTimeout(500);
            assertThat(values).hasCount(11);
        }
    }

    @Test
    void groups_compares_and_prices_as_it_is_told() throws Exception {
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?" + OCTOBER)) {
            Page page = tab.page();
            page.getByLabel("Group by").selectOption("product");
            page.getByLabel("Then by").selectOption("resource_id");
            page.getByLabel("Price").selectOption("effective");
            page.getByLabel("Bars").selectOption("month");
            page.getByLabel("Compare with").selectOption("month");
            JsonNode answer =
                    Dashboards.api(url, "costs?by=product,resource_id&price=effective&vs=month&sort=change&" + OCTOBER);
            button(page.locator(".groups"), "Change").click();
            assertThat(page.locator("h1")).hasText("Cost by product and resource");
            List<JsonNode> rows = Dashboards.rows(answer, "USD");
            Locator first = page.locator(".groups tbody tr").first();
            assertThat(cell(first, 1))
                    .hasText(rows.get(0).path("keys").path("resource_id").asText());
            assertThat(cell(first, 2)).hasText(Dashboards.shown(rows.get(0).path("cost")));
            assertThat(page.locator(".movers")).containsText("Largest changes against 1 to 30 Sep 2026");
            page.getByLabel("Currency").selectOption("EUR");
            assertThat(figure(page, "cost"))
                    .hasText(Dashboards.shown(Dashboards.sum(answer, "EUR").path("cost")) + " EUR");
            page.getByLabel("Days").selectOption("last-month");
            assertThat(page.locator(".heading p")).containsText("1 to 30 Sep 2026");
            page.getByLabel("Compare with").selectOption("none");
            assertThat(page.locator(".movers")).hasCount(0);
        }
    }

    @Test
    void does_not_compare_with_days_that_the_ledger_has_in_part_only() {
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?start=2026-09-10&end=2026-10-10")) {
            Page page = tab.page();
            assertThat(page.locator("[data-card=cost]"))
                    .containsText("Not compared with 11 Aug to 9 Sep 2026: the ledger begins on 31 Aug 2026.");
            assertThat(page.locator(".groups th").getByText("Change")).hasCount(0);
            assertThat(page.locator(".groups th").getByText("Before")).hasCount(0);
            assertThat(figure(page, "tagged")).not().hasText("…");
            assertThat(page.locator(".movers")).hasCount(0);
        }
    }

    @Test
    void says_that_a_backfill_runs_and_shows_what_it_brought() {
        String last = ",\"last\":{\"started_at\":\"2026-11-01T10:00:00Z\",\"ended_at\":\"2026-11-01T%s:00Z\","
                + "\"outcome\":\"DONE\",\"changed_slices\":%d,\"rows\":9}}";
        Deque<String> states = new ArrayDeque<>(List.of(
                "{\"enabled\":true,\"running_since\":\"2026-11-01T11:00:00Z\"" + last.formatted("10:05", 7),
                "{\"enabled\":true,\"running_since\":\"2026-11-01T11:07:00Z\"" + last.formatted("11:06", 0),
                "{\"enabled\":true" + last.formatted("11:08", 3)));
        try (Chromium.Tab tab = dashboards.chromium().open("about:blank")) {
            Page page = tab.page();
            page.route(
                    address -> address.contains("/backfills"),
                    call -> call.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(states.size() > 1 ? states.poll() : states.peek())));
            page.navigate(url + "/?" + OCTOBER);
            assertThat(page.locator(".running")).hasText("A backfill is running");
            assertThat(figure(page, "tagged")).isVisible();
            page.waitForCondition(() -> states.size() == 1);
            assertEquals(1, asked(tab, "sort=cost"), "nothing was changed");
            assertThat(page.locator(".running")).hasText("");
            page.waitForCondition(() -> asked(tab, "sort=cost") == 2);
        }
    }

    private static long asked(Chromium.Tab tab, String part) {
        return tab.requests().stream()
                .filter(address -> address.contains("/costs?") && address.contains(part))
                .count();
    }

    @Test
    void explains_an_id_beside_the_page_and_gives_the_focus_back() throws Exception {
        String id = "stmt-0-2026-10-05";
        JsonNode answer = Dashboards.api(url, "explanations?id=" + id + '&' + OCTOBER);
        try (Chromium.Tab tab = dashboards
                .chromium()
                .open(url + "/?by=execution_id&filter=execution_type%3DSTATEMENT%3Borchestrator_run%3Drun-0-2026-10-05&"
                        + OCTOBER)) {
            Page page = tab.page();
            Locator opener = page.getByLabel("Explain " + id);
            opener.focus();
            page.keyboard().press("Enter");
            Locator drawer = page.locator("dialog.drawer");
            assertThat(drawer).containsText("Found as execution, 1 to 31 Oct 2026");
            assertThat(drawer.locator(".figure"))
                    .hasText(Dashboards.shown(answer.path("sums").path(0).path("list_cost")) + " USD");
            assertThat(drawer.locator(".charge"))
                    .hasCount(answer.path("charges").size());
            assertThat(drawer.locator(".billed b"))
                    .hasText(Dashboards.shown(answer.path("charges").path(0).path("list_cost")) + " USD");
            assertThat(drawer).containsText("its share of the work");
            assertThat(drawer).containsText("its id was recorded at launch");
            assertThat(page).hasURL(Pattern.compile("explain=" + id));
            page.keyboard().press("Escape");
            assertThat(drawer).not().isVisible();
            assertThat(opener).isFocused();
            assertThat(page).not().hasURL(Pattern.compile("explain="));

            page.keyboard().press("/");
            page.keyboard().type("run-1-2026-09-02");
            page.keyboard().press("Enter");
            assertThat(drawer).containsText("Found as orchestrator run");
            page.keyboard().press("Escape");
            page.locator("#id").fill("no-such-id");
            page.locator("#id").press("Enter");
            assertThat(drawer).containsText("there is no row of 'no-such-id'");
            assertTrue(tab.takeComplaints().stream().allMatch(text -> text.contains("404")));
        }
    }

    @Test
    void takes_away_as_csv_what_is_on_the_screen() throws Exception {
        JsonNode answer = Dashboards.api(url, "costs?by=orchestrator_job&vs=previous&step=day&top=25&" + OCTOBER);
        try (Chromium.Tab tab = dashboards.chromium().open(url + "/?" + OCTOBER)) {
            Page page = tab.page();
            assertThat(page.locator(".groups")).isVisible();
            Download download = page.waitForDownload(
                    () -> button(page.locator(".tools"), "CSV").click());
            assertEquals("costs-orchestrator_job-2026-10-01-2026-11-01.csv", download.suggestedFilename());
            List<String> lines = Files.readAllLines(download.path());
            assertTrue(lines.get(0)
                    .startsWith("currency,orchestrator_job,cost,share,before,difference,idle_cost,runs,cost_per_run,"
                            + "2026-10-01,2026-10-02"));
            List<JsonNode> rows = Dashboards.rows(answer, "USD");
            assertEquals(rows.size() + 1, lines.size());
            assertEquals(rows.size(), page.locator(".groups tbody tr").count());
            for (int i = 0; i < rows.size(); i++) {
                String name = rows.get(i).path("keys").path("orchestrator_job").asText();
                String safe = name.startsWith("=") ? '\'' + name : name;
                String quoted = safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
                String start = "USD," + quoted + ',';
                assertTrue(lines.get(i + 1).startsWith(start), lines.get(i + 1));
                String cost = lines.get(i + 1).substring(start.length()).split(",", 2)[0];
                assertEquals(
                        0,
                        new BigDecimal(cost)
                                .compareTo(
                                        new BigDecimal(rows.get(i).path("cost").asText())));
            }
        }
    }

    private static Locator figure(Page page, String card) {
        return page.locator("[data-card=" + card + "] .figure");
    }

    private static Locator cell(Locator row, int index) {
        return row.locator("td").nth(index);
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .first();
    }
}
