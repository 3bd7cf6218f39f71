package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows of compute.warehouses and compute.warehouse_events. */
final class WarehouseRows {
    private static final long CREATED_BEFORE = 90 * Window.DAY;

    private WarehouseRows() {}

    static void objects(List<Warehouse> fleet, Window window, RowWriter rows, TrapCounts traps) {
        Set<String> ids = new HashSet<>();
        for (Warehouse warehouse : fleet) {
            if (!ids.add(warehouse.id())) {
                traps.count(Trap.REPEATED_ID);
            }
            if (warehouse.index() == 3 || warehouse.index() == 4) {
                traps.count(Trap.ODD_NAME);
            }
            object(warehouse, warehouse.name(), window.start() - CREATED_BEFORE, rows);
            if (warehouse.index() % 9 == 5) {
                object(warehouse, warehouse.name() + " (renamed)", window.day(window.days() / 2), rows);
            }
        }
    }

    static void events(List<Warehouse> fleet, Window window, long seed, RowWriter rows, TrapCounts traps) {
        for (Warehouse warehouse : fleet) {
            if (!warehouse.hasEvents()) {
                traps.count(Trap.WAREHOUSE_WITHOUT_EVENTS);
                continue;
            }
            if (warehouse.neverStops()) {
                traps.count(Trap.NEVER_STOPPING_WAREHOUSE);
            }
            new WarehouseSimulation(warehouse, window, seed, new WarehouseListener() {
                        @Override
                        public void state(String event, int clusters, long time) {
                            if (event.equals("SCALED_UP")) {
                                traps.count(Trap.SCALE_OUT);
                            }
                            rows.set("account_id", Company.ACCOUNT_ID)
                                    .set("workspace_id", warehouse.workspace().id())
                                    .set("warehouse_id", warehouse.id())
                                    .set("event_type", event)
                                    .set("cluster_count", clusters)
                                    .setTime("event_time", time)
                                    .end();
                        }
                    })
                    .run();
        }
    }

    private static void object(Warehouse warehouse, String name, long changed, RowWriter rows) {
        rows.set("warehouse_id", warehouse.id())
                .set("workspace_id", warehouse.workspace().id())
                .set("account_id", Company.ACCOUNT_ID)
                .set("warehouse_name", name)
                .set("warehouse_type", warehouse.isServerless() ? "SERVERLESS" : "PRO")
                .set("warehouse_channel", "CURRENT")
                .set("warehouse_size", warehouse.size().label())
                .set("min_clusters", warehouse.minClusters())
                .set("max_clusters", warehouse.maxClusters())
                .set("auto_stop_minutes", warehouse.autoStopMinutes())
                .set("tags", Json.map(warehouse.tags()))
                .setTime("change_time", changed)
                .set("created_by", warehouse.owner())
                .end();
    }
}
