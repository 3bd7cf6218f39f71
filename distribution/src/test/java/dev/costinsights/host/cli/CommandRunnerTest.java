package dev.costinsights.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.host.plugin.PluginForge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls as a user makes them: what is on stdout, what on stderr, and the exit code. */
final class CommandRunnerTest {

    @TempDir
    private Path work;

    private final Map<String, String> environment = new HashMap<>();
    private String out;
    private String err;

    @BeforeEach
    void aHomeOfItsOwn() throws IOException {
        environment.put("XDG_CONFIG_HOME", work.resolve("config").toString());
        environment.put("COST_INSIGHTS_HOME", work.resolve("state").toString());
        environment.put(
                "COST_INSIGHTS_PLUGINS_DIR",
                Files.createDirectories(work.resolve("plugins")).toString());
    }

    @Test
    void helpIsData() {
        assertEquals(0, run("--help"));
        assertTrue(out.contains("attribute") && out.contains("Exit codes"), out);
        assertEquals("", err);
        assertEquals(0, run("attribute", "--help"));
        assertTrue(out.contains("--as-of"), out);
    }

    @Test
    void globalOptionsStandBeforeOrAfterTheCommand() {
        assertEquals(0, run("-o", "json", "version"));
        String before = out;
        assertEquals(0, run("version", "--output", "JSON"));
        assertEquals(before, out);
        assertTrue(out.startsWith("{\n  \"version\": ["), out);
        assertEquals(0, run("--version", "-o", "json"));
        assertEquals(before, out);
    }

    @Test
    void flagWinsOverEnvironmentAndEnvironmentOverFile() throws IOException {
        Path file = Files.writeString(work.resolve("settings.yaml"), "cli:\n  output: md\n");
        assertEquals(0, run("version", "--config", file.toString()));
        assertTrue(out.startsWith("### "), out);
        environment.put("COST_INSIGHTS_CLI_OUTPUT", "csv");
        assertEquals(0, run("version", "--config", file.toString()));
        assertTrue(out.startsWith("table,row,column,value\n"), out);
        assertEquals(0, run("version", "--config", file.toString(), "-o", "json"));
        assertTrue(out.startsWith("{"), out);
    }

    @Test
    void aWrongFormOfOutputIsSaidBeforeTheWorkAndNotAfterIt() {
        environment.put("COST_INSIGHTS_CLI_OUTPUT", "xml");
        Path out = work.resolve("sample");
        assertEquals(2, run("sample", "--days", "1", "--statements", "1", "--out", out.toString()));
        assertTrue(err.contains("cli.output is 'xml'"), err);
        assertFalse(Files.exists(out));
        assertEquals(0, run("--help"));
    }

    @Test
    void aFolderThatIsNotNamedIsNotTheCurrentOne() {
        assertEquals(2, run("sample", "--out", ""));
        assertTrue(err.contains("--out"), err);
        assertTrue(err.contains("it is empty; name a file or folder, . for the current one"), err);
    }

    @Test
    void aCommandToBeCopiedIsOneForThisHomeAndQuotedForAShell() {
        Path out = work.resolve("my sample");
        assertEquals(
                0,
                run(
                        "--home",
                        work.resolve("my home").toString(),
                        "sample",
                        "--days",
                        "1",
                        "--statements",
                        "1",
                        "--out",
                        out.toString()));
        assertTrue(
                err.contains("cost-insights --home '" + work.resolve("my home") + "' attribute --from '" + out
                        + "' --start"),
                err);
    }

    @Test
    void aWrongNumberIsNoBug() {
        assertEquals(2, run("demo", "--statements", "-1"));
        assertTrue(err.contains("no such sample: statements must be "), err);
        assertEquals(2, run("sample", "--end", "2026-13-01", "--out", work.toString()));
        assertTrue(err.contains("'2026-13-01' is no day; write 2026-10-01"), err);
    }

    @Test
    void wrongSettingsAreNamedWithTheirPlace() {
        environment.put("COST_INSIGHTS_CLI_COLOR", "pink");
        assertEquals(2, run("version"));
        assertTrue(err.contains("COST_INSIGHTS_CLI_COLOR cli.color is 'pink'; it must be one of auto"), err);
        environment.remove("COST_INSIGHTS_CLI_COLOR");
        environment.put("COST_INSIGHTS_PLUGINS_DIR", work.resolve("nowhere").toString());
        assertEquals(2, run("plugins", "list"));
        assertTrue(err.contains("COST_INSIGHTS_PLUGINS_DIR plugins.dir is '"), err);
        assertTrue(err.contains("there is no such folder"), err);
        assertEquals(2, run("serve", "--port", "99999"));
        assertTrue(err.contains("server.port is '99999' (--port); it must be a whole number from 0 to 65535"), err);
    }

    @Test
    void colourOnlyWhereItIsWanted() {
        run("version");
        assertFalse(out.contains("\u001b"));
        run("version", "--color", "always");
        assertTrue(out.contains("\u001b"));
        run("--color=never", "version");
        assertFalse(out.contains("\u001b"));
    }

    @Test
    void usageErrorsNameValueOptionAndFix() {
        assertUsage("Did you mean: attribute", "atribute");
        assertUsage("Which command?");
        assertUsage("Which command?", "plugins");
        assertUsage("--start", "attribute", "--end", "2026-10-02", "--out", "x");
        assertUsage(
                "'--start': '2026-13-01' is no date; write 2026-10-01",
                attribute("--start", "2026-13-01", "--end", "2026-10-02"));
        assertUsage(
                "'--end': '2026-10-02T25:00:00Z' is no date",
                attribute("--start", "2026-10-01", "--end", "2026-10-02T25:00:00Z"));
        assertUsage("is not later than --start", attribute("--start", "2026-10-02", "--end", "2026-10-02"));
        assertUsage("--from DIR", attribute("--start", "2026-10-01", "--end", "2026-10-02"));
        assertUsage("'--format'", attribute("--start", "2026-10-01", "--end", "2026-10-02", "--format", "xml"));
        assertUsage("'--idle'", attribute("--start", "2026-10-01", "--end", "2026-10-02", "--idle", "hide"));
        assertUsage(
                "'--currency': 'dollars' is no currency",
                attribute("--start", "2026-10-01", "--end", "2026-10-02", "--currency", "dollars"));
        assertUsage("'--days': 'many'", "sample", "--days", "many", "--out", "x");
        assertUsage("no such sample: days", "sample", "--days", "0", "--out", "x");
        assertUsage(
                "there is no such file",
                "version",
                "--config",
                work.resolve("none").toString());
    }

    @Test
    void wrongSettingIsNamedWithItsPlace() {
        environment.put("COST_INSIGHTS_ATTRIBUTION_IDLE", "wieghted");
        assertUsage(
                "COST_INSIGHTS_ATTRIBUTION_IDLE attribution.idle is 'wieghted'",
                attribute("--start", "2026-10-01", "--end", "2026-10-02", "--from", work.toString()));
        assertTrue(err.contains("did you mean 'WEIGHTED'"), err);
    }

    @Test
    void pluginsListShowsWhatWorksAndWhatDoesNot() throws IOException {
        PluginForge.plugin(work, "good").folder(work.resolve("plugins"));
        assertEquals(0, run("plugins", "list"));
        assertTrue(out.contains("good  1.0.0") && out.contains("OK"), out);
        PluginForge.plugin(work, "broken")
                .property("plugin.requires", ">=9.0.0")
                .folder(work.resolve("plugins"));
        assertEquals(2, run("-o", "json", "plugins", "list"));
        assertTrue(out.contains("\"id\": \"good\"") && out.contains("it requires API >=9.0.0"), out);
    }

    @Test
    void brokenPluginEndsAStrictRunWithATable() throws IOException {
        PluginForge.plugin(work, "good").folder(work.resolve("plugins"));
        PluginForge.plugin(work, "broken").services().folder(work.resolve("plugins"));
        String[] call = attribute("--start", "2026-10-01", "--end", "2026-10-02", "--from", work.toString());
        assertUsage("a plugin does not load", call);
        assertTrue(err.contains("FILE") && err.contains("REASON") && err.contains("FIX"), err);
        assertTrue(err.contains("it names no entry point"), err);
        assertFalse(Files.exists(work.resolve("out")));
        // Lenient, it goes on: to the next thing that is wrong here.
        String[] lenient = List.of(call).toArray(new String[call.length + 1]);
        lenient[call.length] = "--lenient-plugins";
        assertEquals(2, run(lenient));
        assertTrue(err.contains("warning: plugin broken is left out: it names no entry point"), err);
        assertFalse(err.contains("a plugin does not load"), err);
    }

    @Test
    void doctor_gives_each_broken_plugin_a_row_of_its_own() throws IOException {
        PluginForge.plugin(work, "good").folder(work.resolve("plugins"));
        PluginForge.plugin(work, "broken").services().folder(work.resolve("plugins"));
        PluginForge.plugin(work, "future")
                .property("plugin.requires", ">=9.0.0")
                .folder(work.resolve("plugins"));
        environment.put("COST_INSIGHTS_GOOD_COLOR", "blue");
        Files.createDirectories(work.resolve("plugins/half"));
        assertEquals(1, run("-o", "json", "doctor"));
        Map.of(
                        "broken", "it names no entry point",
                        "future", "it requires API >=9.0.0",
                        "half", "there is no plugin.properties in it",
                        "good", "the plugin does not know a setting: COST_INSIGHTS_GOOD_COLOR")
                .forEach((plugin, reason) -> {
                    String row = "{\"subject\": \"plugin " + plugin + "\", \"status\": \"FAIL\", \"detail\": \""
                            + plugin + ": " + reason;
                    String told = out.lines().filter(line -> line.contains(row)).collect(Collectors.joining());
                    assertTrue(told.matches(".*\"fix\": \"\\p{Lower}.*"), row + " in " + out);
                });
        assertFalse(out.contains("REASON"), out);
    }

    @Test
    void demo_says_that_the_plugin_it_needs_is_missing_and_how_to_get_it() throws IOException {
        PluginForge.plugin(work, "good").folder(work.resolve("plugins"));
        String[] demo = {
            "demo", "--statements", "10", "--out", work.resolve("demo").toString()
        };
        assertEquals(2, run(demo), err);
        assertTrue(
                err.contains("demo needs the plugin systemtables, which is missing in " + work.resolve("plugins")
                        + "; put it there: cp -r "),
                err);
        assertFalse(err.contains("unknown key"), err);
    }

    /** Scripts give it; it is part of what is promised. */
    @Test
    void nothing_is_asked_with_yes_as_without() {
        assertEquals(0, run("--yes", "version"));
        String before = out;
        assertEquals(0, run("version"));
        assertEquals(before, out);
        run("--help");
        assertTrue(
                Pattern.compile("--yes +never ask; no command does")
                        .matcher(out)
                        .find(),
                out);
    }

    @Test
    void noPluginAtAllIsSaid() {
        assertUsage(
                "there is no plugin in",
                attribute("--start", "2026-10-01", "--end", "2026-10-02", "--from", work.toString()));
    }

    @Test
    void sampleWritesTablesAndSaysWhatIsNext() {
        Path tables = work.resolve("tables");
        assertEquals(
                0, run("sample", "--days", "2", "--statements", "200", "--usage", "100", "--out", tables.toString()));
        assertTrue(out.contains("billing/usage") && out.contains("query/history"), out);
        assertTrue(err.contains("cost-insights attribute --from " + tables + " --start 2026-10-30"), err);
        assertTrue(Files.exists(tables.resolve("billing/usage.parquet")));
        assertEquals(0, run("-q", "sample", "--days", "2", "--statements", "200", "--out", tables.toString()));
        assertEquals("", err);
    }

    @Test
    void a_home_without_a_store_is_refused_and_not_made() {
        for (String[] call : new String[][] {
            {"rebuild"},
            {"verify"},
            {"status"},
            {"estimates", "--start", "2026-10-01", "--end", "2026-10-02"},
            {"coverage", "--start", "2026-10-01", "--end", "2026-10-02"}
        }) {
            assertUsage("there is no store in " + work.resolve("state"), call);
            assertFalse(Files.exists(work.resolve("state/store.version")), call[0]);
            assertFalse(Files.exists(work.resolve("state/estimates.mv.db")), call[0]);
        }
    }

    @Test
    void stackTraceOnlyOnRequest() {
        String[] call = attribute("--start", "2026-10-02", "--end", "2026-10-02");
        assertUsage("is not later", call);
        assertFalse(err.contains("\tat "), err);
        String[] verbose = List.of(call).toArray(new String[call.length + 1]);
        verbose[call.length] = "-v";
        run(verbose);
        assertTrue(err.contains("\tat "), err);
    }

    private String[] attribute(String... options) {
        String[] call = new String[options.length + 3];
        call[0] = "attribute";
        call[1] = "--out";
        call[2] = work.resolve("out").toString();
        System.arraycopy(options, 0, call, 3, options.length);
        return call;
    }

    private void assertUsage(String message, String... args) {
        assertEquals(2, run(args), () -> err);
        assertTrue(err.startsWith("error: "), err);
        assertTrue(err.contains(message), err);
        assertEquals("", out);
        assertFalse(Files.exists(work.resolve("out")));
    }

    @Test
    void tooLittleMemoryIsASentence() {
        PrintWriter full = new PrintWriter(new StringWriter()) {
            @Override
            public void flush() {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        StringWriter errText = new StringWriter();
        Terminal terminal = new Terminal(full, new PrintWriter(errText, true), false, false, 140);
        assertEquals(1, new CommandRunner(terminal, environment).run("version"));
        assertTrue(errText.toString().startsWith("error: there is not enough memory ("), errText.toString());
        assertTrue(errText.toString().contains("raise -Xmx in conf/jvm.options"), errText.toString());
        assertFalse(errText.toString().contains("\tat "), errText.toString());
    }

    @Test
    void aPathThatJavaCannotNameIsAWrongSetting() {
        environment.put("COST_INSIGHTS_HOME", "/a\0b");
        assertEquals(2, run("status"));
        assertTrue(err.contains("set LANG=C.UTF-8"), err);
    }

    @Test
    void aNumberThatIsNoneIsCalledANumber() {
        assertEquals(2, run("demo", "--statements", "abc"));
        assertTrue(err.contains("'abc' is not a whole number"), err);
        assertEquals(2, run("serve", "--port", "abc"));
        assertTrue(err.contains("'abc' is not a whole number"), err);
    }

    @Test
    void aStoreThatThisUserMayNotLookForIsNotAbsent() throws IOException {
        Path home = Files.writeString(work.resolve("no-folder"), "");
        environment.put("COST_INSIGHTS_HOME", home.toString());
        assertEquals(1, run("status"));
        assertTrue(err.contains("cannot look for " + home), err);
    }

    private int run(String... args) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        Terminal terminal =
                new Terminal(new PrintWriter(outText, true), new PrintWriter(errText, true), false, false, 140);
        int code = new CommandRunner(terminal, environment).run(args);
        out = outText.toString();
        err = errText.toString();
        return code;
    }
}
