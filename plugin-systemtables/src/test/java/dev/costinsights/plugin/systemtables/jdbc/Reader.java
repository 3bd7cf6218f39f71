package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Workspaces to read from, and the table source over them. */
public final class Reader {

    /** The two days that the small workspace has, and the days on which rows about them arrive. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 30);

    /** So long after the days, all of their bill has come. */
    private static final Duration WHOLE_BILL = Duration.ofDays(60);

    private static LocalWorkspace shared;

    private Reader() {}

    /** One workspace for all tests that change nothing in it. */
    public static synchronized LocalWorkspace workspace() {
        if (shared == null) {
            shared = start(WorkspaceOptions.small());
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    static LocalWorkspace start(WorkspaceOptions options) {
        try {
            LocalWorkspace workspace = LocalWorkspace.start(options);
            workspace.clock().advance(WHOLE_BILL);
            return workspace;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static Map<String, String> connection(LocalWorkspace workspace, String host) {
        Map<String, String> settings = new HashMap<>();
        settings.put("databricks.host", host);
        settings.put("databricks.token", workspace.token());
        settings.put("databricks.warehouse_id", workspace.warehouseId());
        return settings;
    }

    public static WarehouseTables tables(Map<String, String> settings) {
        return new WarehouseTables("systemtables", ReadSettings.of(Config.of(settings)), Clock.systemUTC());
    }

    static SourceTable table(List<SourceTable> tables, String qualifiedName) {
        return tables.stream()
                .filter(table -> table.qualifiedName().equals(qualifiedName))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + qualifiedName));
    }

    static TableSlice slice(SourceTable table, LocalDate day) {
        return new TableSlice(table, table.slicing() == SourceTable.Slicing.WHOLE ? null : day);
    }

    /** The first of the slices by day that are looked at. */
    static TableSlice first(SourceTable table, LocalDate day) {
        return new TableSlice(table, day, table.slicing().reachesBack(), TableSlice.WHOLE_DAY);
    }

    /** All rows of a table that the small workspace has; bills come up to a month late. */
    static List<Map<String, String>> all(WarehouseTables tables, SourceTable table) throws InterruptedException {
        Kept kept = new Kept(table);
        if (table.slicing() == SourceTable.Slicing.WHOLE) {
            tables.read(slice(table, null), kept);
        } else {
            tables.read(first(table, FIRST_DAY.minusDays(26)), kept);
            for (int day = -25; day < (table.slicing() == SourceTable.Slicing.INGESTION_QUARTER ? 45 : 4); day++) {
                tables.read(slice(table, FIRST_DAY.plusDays(day)), kept);
            }
        }
        return kept.rows();
    }

    /** The same rows as lines of JSON. */
    public static List<String> lines(WarehouseTables tables, SourceTable table) throws InterruptedException {
        return all(tables, table).stream().map(Kept::line).toList();
    }
}
