package dev.costinsights.host.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which setting wins, and what is said about one that is wrong. */
final class SettingsTest {

    @TempDir
    private Path work;

    @Test
    void strongerSourcesWin() throws IOException {
        write("install/conf", "cli: {output: a, color: a, progress: false}\nplugins: {dir: a, strict: false}");
        write("user", "cli: {output: b, color: b}\nplugins: {dir: b, strict: false}");
        write("cwd", "cli: {output: c}\nplugins: {dir: c, strict: false}");
        Settings settings = load(
                        Map.of("COST_INSIGHTS_PLUGINS_DIR", "d", "COST_INSIGHTS_PLUGINS_STRICT", "false"), null)
                .with("plugins.strict", true, "--strict");
        assertEquals("--strict", settings.origin("plugins.strict"));
        assertEquals(Optional.of("true"), settings.host().string("plugins.strict"));
        assertEquals(Optional.of("d"), settings.host().string("plugins.dir"));
        assertEquals(Optional.of("c"), settings.host().string("cli.output"));
        assertEquals(Optional.of("b"), settings.host().string("cli.color"));
        assertEquals(Optional.of("false"), settings.host().string("cli.progress"));
        assertEquals(Optional.empty(), settings.host().string("attribution.idle"));
    }

    @Test
    void variables_of_a_context_are_no_settings() {
        Settings settings = load(
                Map.of(
                        "COST_INSIGHTS_OPAQUE_ID", "o",
                        "COST_INSIGHTS_ASSET_WEIGHTS", "3:1",
                        "COST_INSIGHTS_LABEL_TEAM", "finance",
                        "COST_INSIGHTS_OTHER_THING", "x"),
                null);
        assertEquals(Set.of("other.thing"), settings.origins().keySet());
    }

    @Test
    void chosenFileStandsInForTheLocalOne() throws IOException {
        write("cwd", "cli: {output: local}");
        Path chosen = Files.writeString(work.resolve("mine.yaml"), "cli: {color: chosen}");
        Settings settings = load(Map.of(), chosen);
        assertEquals(Optional.empty(), settings.host().string("cli.output"));
        assertEquals(Optional.of("chosen"), settings.host().string("cli.color"));
    }

    @Test
    void chosenFileMustExist() {
        assertTrue(failure(Map.of(), work.resolve("none.yaml")).contains("there is no such file"));
    }

    @Test
    void pluginsGetTheirSections() throws IOException {
        write("cwd", "systemtables:\n  from: /x\n  deep:\n    er: 1\n  list: [a, b]\n");
        Settings settings = load(Map.of("COST_INSIGHTS_SYSTEMTABLES_MEMORY_LIMIT", "2GB"), null);
        assertEquals(Optional.of("/x"), settings.plugin("systemtables").string("from"));
        assertEquals(Optional.of("1"), settings.plugin("systemtables").string("deep.er"));
        assertEquals(Optional.of("a,b"), settings.plugin("systemtables").string("list"));
        assertEquals(Optional.of("2GB"), settings.plugin("systemtables").string("memory_limit"));
        assertEquals(List.of(), settings.orphans(List.of("systemtables"), work));
    }

    @Test
    void theConnectionGoesToThePluginThatReadsWorkspaces() throws IOException {
        write("cwd", "databricks: {profile: prod}\n");
        Settings settings = load(Map.of("COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", "abc"), null);
        assertEquals(Optional.of("abc"), settings.plugin("systemtables").string("databricks.warehouse_id"));
        assertEquals(Optional.of("prod"), settings.plugin("systemtables").string("databricks.profile"));
        assertEquals(Optional.empty(), settings.plugin("sql").string("databricks.warehouse_id"));
        assertEquals("COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", settings.origin("systemtables.databricks.warehouse_id"));
        assertEquals(List.of(), settings.orphans(List.of("systemtables"), work));
    }

    @Test
    void unknownSectionIsNamedWithItsPlace() throws IOException {
        write("cwd", "\nsystemtable:\n  from: /x\n");
        assertEquals(
                List.of(work.resolve("cwd/cost-insights.yaml")
                        + ":3 unknown key 'systemtable.from': there is no section"
                        + " or plugin 'systemtable' (did you mean 'systemtables'?)"),
                load(Map.of(), null).orphans(List.of("systemtables"), work));
    }

    @Test
    void unknownKeyIsNamedWithItsPlace() throws IOException {
        write("cwd", "plugins:\n  dir: x\n  strikt: true\n");
        assertTrue(failure(Map.of(), null)
                .endsWith("cost-insights.yaml:3 unknown key 'plugins.strikt' (did you mean 'plugins.strict'?)"));
    }

    @Test
    void duplicateKeyIsRefused() throws IOException {
        write("cwd", "plugins:\n  dir: x\n  dir: y\n");
        String message = failure(Map.of(), null);
        assertTrue(message.contains("cost-insights.yaml:3"), message);
        write("cwd", "plugins.dir: x\nplugins:\n  dir: y\n");
        assertTrue(failure(Map.of(), null).contains("cost-insights.yaml:3 key 'plugins.dir' is there twice"));
    }

    @Test
    void brokenYamlIsNamedWithItsPlace() throws IOException {
        write("cwd", "plugins:\n  dir: [x\n");
        assertTrue(failure(Map.of(), null).contains("cost-insights.yaml:"));
        write("cwd", "just text");
        assertTrue(failure(Map.of(), null).contains("'section:'"));
        write("cwd", "plugins:\n  dir:\n");
        assertTrue(failure(Map.of(), null).contains("has no value"));
    }

    @Test
    void whatIsWrongWithTheYamlIsSaid() throws IOException {
        write("cwd", "plugins:\n\tdir: x\n");
        assertTrue(failure(Map.of(), null).contains("found character '\\t(TAB)'"), failure(Map.of(), null));
        Files.write(work.resolve("cwd/cost-insights.yaml"), new byte[] {'a', ':', (byte) 0xFF, '\n'});
        assertTrue(failure(Map.of(), null).endsWith("cost-insights.yaml is not in UTF-8; save it as UTF-8"));
    }

    @Test
    void wrongValueIsNamedWithThePlaceThatDecidedIt() throws IOException {
        write("cwd", "server:\n  port: 8O8O\n");
        Settings settings = load(Map.of(), null);
        CostInsightsException e =
                assertThrows(CostInsightsException.class, () -> settings.host().integer("server.port", 1, 0, 9));
        assertTrue(
                e.getMessage().contains("'8O8O' (" + work.resolve("cwd/cost-insights.yaml") + ":2)"), e.getMessage());
        Settings flag = settings.with("server.port", 99_999, "--port");
        CostInsightsException other =
                assertThrows(CostInsightsException.class, () -> flag.host().integer("server.port", 1, 0, 65_535));
        assertTrue(other.getMessage().contains("'99999' (--port)"), other.getMessage());
    }

    @Test
    void a_currency_is_three_letters_in_any_case() {
        assertEquals(
                Optional.of("EUR"),
                load(Map.of("COST_INSIGHTS_ATTRIBUTION_CURRENCY", "eur"), null).currency());
        Settings wrong = load(Map.of("COST_INSIGHTS_ATTRIBUTION_CURRENCY", "euro"), null);
        CostInsightsException e = assertThrows(CostInsightsException.class, wrong::currency);
        assertTrue(
                e.getMessage()
                        .contains(
                                "COST_INSIGHTS_ATTRIBUTION_CURRENCY attribution.currency is 'euro'; write three letters"),
                e.getMessage());
    }

    @Test
    void emptyFileIsFine() throws IOException {
        write("cwd", "# nothing\n");
        assertEquals(Optional.empty(), load(Map.of(), null).host().string("cli.output"));
    }

    private String failure(Map<String, String> environment, Path chosen) {
        CostInsightsException thrown = assertThrows(CostInsightsException.class, () -> load(environment, chosen));
        assertEquals(ErrorCode.CONFIGURATION, thrown.code());
        return thrown.getMessage();
    }

    private Settings load(Map<String, String> environment, Path chosen) {
        Places places = new Places(
                work.resolve("cwd"), Optional.of(work.resolve("install")), work.resolve("user"), work.resolve("state"));
        return SettingsSources.of(environment, chosen, places).load();
    }

    private void write(String folder, String yaml) throws IOException {
        Files.writeString(Files.createDirectories(work.resolve(folder)).resolve("cost-insights.yaml"), yaml);
    }
}
