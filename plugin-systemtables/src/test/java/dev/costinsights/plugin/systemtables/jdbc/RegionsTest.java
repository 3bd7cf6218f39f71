package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.workspace.server.LocalWorkspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several workspaces, and workspaces that are not what was meant. */
class RegionsTest {

    private final LocalWorkspace workspace = Reader.workspace();

    @Test
    void what_all_regions_share_is_read_once_and_the_rest_in_each() throws InterruptedException {
        try (WarehouseTables source = Reader.tables(two(workspace.token()))) {
            List<SourceTable> tables = source.tables();

            assertEquals(List.of(""), regions(tables, "billing.usage"));
            assertEquals(List.of("eu", "us"), regions(tables, "lakeflow.jobs"));
            for (SourceTable jobs : tables) {
                if (jobs.qualifiedName().equals("lakeflow.jobs")) {
                    Kept kept = new Kept(jobs);
                    source.read(Reader.slice(jobs, null), kept);
                    assertEquals(82, kept.rows().size());
                }
            }
        }
    }

    @Test
    void a_region_that_cannot_be_asked_says_why_and_the_others_go_on() throws InterruptedException {
        try (WarehouseTables source = Reader.tables(two("dapi-of-somebody-else"))) {
            for (SourceTable table : source.tables()) {
                if (table.region().equals("us")) {
                    assertEquals(ErrorCode.PERMISSION, table.problem().code());
                    assertTrue(table.problem().getMessage().contains("does not accept the token"));
                } else if (!table.schema().equals("operational_data")) {
                    assertNull(table.problem());
                }
            }
        }
    }

    @Test
    void a_warehouse_that_does_not_exist_is_named() throws InterruptedException {
        Map<String, String> settings = Reader.connection(workspace, workspace.host());
        settings.put("databricks.warehouse_id", "0123456789abcdef");
        refused(settings, ErrorCode.NOT_FOUND, "there is no SQL warehouse 0123456789abcdef on " + workspace.host());
    }

    @Test
    void a_host_where_nobody_listens_is_named() throws InterruptedException {
        Map<String, String> settings = Reader.connection(workspace, "http://127.0.0.1:1");
        settings.put("attempts", "1");
        refused(settings, ErrorCode.UNAVAILABLE, "http://127.0.0.1:1 cannot be reached");
    }

    @Test
    void a_host_that_does_not_exist_is_named() throws InterruptedException {
        Map<String, String> settings = Reader.connection(workspace, "https://nowhere.invalid");
        settings.put("attempts", "1");
        refused(settings, ErrorCode.CONFIGURATION, "there is no host https://nowhere.invalid; check DATABRICKS_HOST");
    }

    @Test
    void a_site_that_is_not_databricks_is_told_apart() throws InterruptedException {
        try (Front site = new Front(workspace.host())) {
            site.spoil((request, exchange, answer) ->
                    Front.answer(exchange, 404, "<html>no such page</html>", "Content-Type", "text/html"));
            refused(
                    Reader.connection(workspace, site.host()),
                    ErrorCode.CONFIGURATION,
                    site.host() + " answers, but not as a Databricks workspace does (HTTP 404)");
        }
    }

    @Test
    void a_token_never_goes_over_an_open_network() throws InterruptedException {
        refused(
                Reader.connection(workspace, "http://example.com"),
                ErrorCode.CONFIGURATION,
                "http://example.com is not encrypted");
    }

    private Map<String, String> two(String secondToken) {
        Map<String, String> settings = Reader.connection(workspace, workspace.host());
        settings.put("databricks.region", "eu");
        settings.put("regions.us.host", workspace.host());
        settings.put("regions.us.token", secondToken);
        settings.put("regions.us.warehouse_id", workspace.warehouseId());
        return settings;
    }

    private static List<String> regions(List<SourceTable> tables, String name) {
        return tables.stream()
                .filter(table -> table.qualifiedName().equals(name))
                .map(SourceTable::region)
                .toList();
    }

    private static void refused(Map<String, String> settings, ErrorCode code, String message) {
        try (WarehouseTables source = Reader.tables(settings)) {
            CostInsightsException e = assertThrows(CostInsightsException.class, source::tables);
            assertEquals(code, e.code(), e.getMessage());
            assertTrue(e.getMessage().contains(message), e.getMessage());
        }
    }
}
