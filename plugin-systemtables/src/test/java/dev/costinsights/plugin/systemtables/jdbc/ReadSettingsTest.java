package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a connection. */
class ReadSettingsTest {

    @Test
    void without_a_warehouse_there_is_nothing_to_read() {
        ReadSettings settings = ReadSettings.of(Config.empty());
        assertEquals(List.of(), settings.workspaces());
        assertEquals(StatementText.Kept.COMMENTS, settings.statementText());
        assertEquals(Duration.ofMinutes(10), settings.sliceTimeout());
    }

    @Test
    void a_warehouse_is_enough() {
        List<Workspace> workspaces = read("databricks.warehouse_id", "abc123").workspaces();
        assertEquals(List.of(new Workspace("", null, null, null, "abc123", "databricks")), workspaces);
    }

    @Test
    void every_key_is_known() {
        Config config = Config.of(Map.of(
                "databricks.warehouse_id", "a",
                "databricks.host", "adb-1.azuredatabricks.net/?o=1",
                "databricks.region", "westeurope",
                "regions.eastus.warehouse_id", "b",
                "regions.eastus.profile", "east",
                "statement_text", "none",
                "slice_timeout", "90s",
                "attempts", "3"));
        ReadSettings settings = ReadSettings.of(config);

        assertEquals(List.of(), List.copyOf(config.unread()));
        assertEquals(
                "https://adb-1.azuredatabricks.net",
                settings.workspaces().get(0).host());
        assertEquals("eastus", settings.workspaces().get(1).region());
        assertEquals("east", settings.workspaces().get(1).profile());
        assertEquals(StatementText.Kept.NONE, settings.statementText());
        assertEquals(3, settings.attempts());
    }

    @Test
    void a_key_that_is_spelled_wrong_stays_unread() {
        Config config = Config.of(Map.of("databricks.warehouse_id", "a", "databricks.warehouse", "b"));
        ReadSettings.of(config);
        assertEquals(List.of("databricks.warehouse"), List.copyOf(config.unread()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "databricks.host=x | set databricks.warehouse_id",
                "databricks.warehouse_id=/sql/1.0/warehouses/1 | it must be the warehouse's id",
                "regions.eu.host=x | set regions.eu.warehouse_id",
                "regions.eu.warehouse_id=1,regions.us.warehouse_id=2 | set databricks.warehouse_id",
                "databricks.warehouse_id=1,regions.eu.warehouse_id=2 | set databricks.region",
                "databricks.warehouse_id=1,databricks.region=eu,regions.eu.warehouse_id=2 | set twice",
                "statement_text=some | comments (those that can say who ran it), none or all",
                "slice_timeout=1s | at least 10s",
                "attempts=0 | a whole number from 1 to 20",
            })
    void a_wrong_setting_is_named_with_what_to_do(String settings, String hint) {
        Map<String, String> values = Pattern.compile(",")
                .splitAsStream(settings.trim())
                .collect(Collectors.toMap(
                        pair -> pair.substring(0, pair.indexOf('=')), pair -> pair.substring(pair.indexOf('=') + 1)));
        CostInsightsException e = assertThrows(CostInsightsException.class, () -> ReadSettings.of(Config.of(values)));
        assertEquals(ErrorCode.CONFIGURATION, e.code());
        assertTrue(e.getMessage().contains(hint), e.getMessage());
    }

    @Test
    void a_token_is_in_no_text() {
        Workspace workspace = read("databricks.warehouse_id", "a", "databricks.token", "dapi-secret")
                .workspaces()
                .get(0);
        assertEquals("dapi-secret", workspace.token());
        assertFalse(workspace.toString().contains("secret"));
        assertFalse(new Login.Ticket("h", "pat", "dapi-secret").toString().contains("secret"));
    }

    private static ReadSettings read(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return ReadSettings.of(Config.of(values));
    }
}
