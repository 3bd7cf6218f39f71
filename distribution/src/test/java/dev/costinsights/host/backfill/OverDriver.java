package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.Config;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.Store;
import dev.costinsights.plugin.systemtables.jdbc.ReadSettings;
import dev.costinsights.plugin.systemtables.jdbc.WarehouseTables;
import dev.costinsights.testkit.WorkspaceExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A store that is filled from a local workspace through the real driver. */
final class OverDriver {

    private OverDriver() {}

    static Store open(Path home, Instant now) {
        return Store.openToWrite(
                home.resolve("store"), CatalogAddress.embedded(), "test", Clock.fixed(now, ZoneOffset.UTC));
    }

    static BackfillResult backfill(Store store, WorkspaceExtension workspace, LocalDate start, LocalDate end)
            throws InterruptedException {
        Map<String, String> settings = Map.of(
                "databricks.host", workspace.host(),
                "databricks.token", workspace.token(),
                "databricks.warehouse_id", workspace.warehouseId());
        BackfillOptions options = new BackfillOptions(start, end, 4, Duration.ofMinutes(1), Days.SETTLE, false);
        try (WarehouseTables tables =
                new WarehouseTables("systemtables", ReadSettings.of(Config.of(settings)), Clock.systemUTC())) {
            return new Backfill(store, options, BackfillListener.NONE).run(List.of(tables));
        }
    }
}
