package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.Finding;
import dev.costinsights.workspace.server.LocalWorkspace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What doctor gets to hear. */
class CheckupTest {

    private final LocalWorkspace workspace = Reader.workspace();

    @Test
    void a_workspace_that_works_is_told_of_table_by_table() throws InterruptedException {
        Map<String, Finding> findings = findings(Reader.connection(workspace, workspace.host()));

        assertTrue(
                findings.get("driver").detail().matches("databricks-jdbc 3\\.4\\.5.*, databricks-sdk-java 0\\.141\\.0"),
                findings.get("driver").detail());
        assertEquals(
                "signed in to " + workspace.host() + " by pat",
                findings.get("login").detail());
        assertEquals("reads as admin@example.com", findings.get("user").detail());
        assertEquals(Finding.Status.OK, findings.get("warehouse").status());
        assertEquals(Finding.Status.OK, findings.get("billing.usage").status());
        assertTrue(findings.get("billing.usage").detail().startsWith("newest row 2026-"));
        assertTrue(findings.get("billing.list_prices").detail().matches("[0-9]+ rows"));
        Finding missing = findings.get("operational_data.jobs_cost");
        assertEquals(Finding.Status.WARN, missing.status());
        assertTrue(
                missing.fix()
                        .contains("GRANT SELECT ON TABLE system.operational_data.jobs_cost TO `admin@example.com`;"),
                missing.fix());
        assertFalse(findings.values().toString().contains(workspace.token()));
    }

    @Test
    void a_token_that_is_refused_ends_the_checkup() throws InterruptedException {
        Map<String, String> settings = Reader.connection(workspace, workspace.host());
        settings.put("databricks.token", "dapi-wrong-0123456789");

        Map<String, Finding> findings = findings(settings);

        assertEquals(
                List.of("driver", "login", "warehouse"),
                findings.keySet().stream().sorted().toList());
        assertEquals(Finding.Status.FAIL, findings.get("warehouse").status());
        assertTrue(findings.get("warehouse").detail().contains("does not accept the token"));
        assertTrue(
                findings.get("warehouse").fix().startsWith("make a new one"),
                findings.get("warehouse").fix());
    }

    static Map<String, Finding> findings(Map<String, String> settings) throws InterruptedException {
        Map<String, Finding> findings = new HashMap<>();
        Clock clock = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
        try (WarehouseTables tables =
                new WarehouseTables("systemtables", ReadSettings.of(Config.of(settings)), clock)) {
            tables.diagnose().forEach(finding -> findings.put(finding.subject(), finding));
        }
        return findings;
    }
}
