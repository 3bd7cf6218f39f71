package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.tables.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** The usage of SQL warehouses: one record for each warehouse and clock hour in which a cluster ran. */
final class WarehouseUsage {
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(Window.HOUR);

    private WarehouseUsage() {}

    static void write(
            List<Warehouse> fleet,
            Map<Warehouse, ClusterHours> hours,
            Window window,
            long seed,
            UsageWriter usage,
            TrapCounts traps) {
        for (Warehouse warehouse : fleet) {
            ClusterHours own = hours.get(warehouse);
            for (int hour = 0; hour < window.hours(); hour++) {
                if (own.clusterMillis(hour) > 0) {
                    if (!own.isBusy(hour)) {
                        traps.count(Trap.HOUR_WITHOUT_STATEMENTS);
                    }
                    usage.write(record(warehouse, window.start() + hour * Window.HOUR, own.clusterMillis(hour))
                            .withRecordId(recordId(seed, warehouse, hour)));
                }
            }
        }
    }

    static String recordId(long seed, Warehouse warehouse, int hour) {
        return Rng.of(seed, "warehouse-record", warehouse.index(), hour).uuid();
    }

    /** DBU: cluster-time times the size's rate, to 18 decimals. */
    static BigDecimal quantity(Warehouse warehouse, long clusterMillis) {
        return BigDecimal.valueOf(clusterMillis * warehouse.size().dbuPerHour())
                .divide(MILLIS_PER_HOUR, 18, RoundingMode.HALF_EVEN);
    }

    private static UsageRecord record(Warehouse warehouse, long start, long clusterMillis) {
        SkuKind kind = warehouse.isServerless() ? SkuKind.SQL_SERVERLESS : SkuKind.SQL_PRO;
        return UsageRecord.of(
                        warehouse.workspace(),
                        kind,
                        start,
                        start + Window.HOUR,
                        quantity(warehouse, clusterMillis),
                        "SQL")
                .withTags(Json.map(warehouse.tags()))
                .withMetadata(
                        "warehouse_id",
                        warehouse.id(),
                        "node_type",
                        warehouse.size().nodeType())
                .withOwner(warehouse.owner())
                .withFeatures(new Json()
                        .open()
                        .field("sql_tier", "PRO")
                        .field("is_serverless", warehouse.isServerless())
                        .field("is_photon", true)
                        .close());
    }
}
