package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.Leaf;
import dev.costinsights.plugin.systemtables.values.Texts;
import java.util.List;
import java.util.Locale;

/**
 * {@code system.compute.warehouse_events}. Everything before the window is read, too: a warehouse that never stops may
 * have had its last event long ago.
 */
final class WarehouseEventsTable implements TableReader {

    private static final Leaf WAREHOUSE = Leaf.text("warehouse_id").required();
    private static final Leaf TIME = Leaf.time("event_time").required();
    private static final Leaf COUNT = Leaf.count("cluster_count");
    private static final Leaf TYPE = Leaf.text("event_type");
    private static final Leaf WORKSPACE = Leaf.text("workspace_id");
    private static final Leaf ACCOUNT = Leaf.text("account_id");

    private final OriginCache<Shared> shared = new OriginCache<>(4, Shared::of);

    /** What the events of a warehouse share. */
    private record Shared(String accountId, String workspaceId, String warehouseId, WarehouseEvent.Type type) {

        static Shared of(String[] parts) {
            return new Shared(
                    Texts.orEmpty(parts[0]), Texts.orEmpty(parts[1]), Texts.orEmpty(parts[2]), type(parts[3]));
        }

        private static WarehouseEvent.Type type(String name) {
            for (WarehouseEvent.Type type : WarehouseEvent.Type.values()) {
                if (type.name().equals(name == null ? null : name.toUpperCase(Locale.ROOT))) {
                    return type;
                }
            }
            return WarehouseEvent.Type.OTHER;
        }
    }

    @Override
    public SystemTable table() {
        return SystemTable.COMPUTE_WAREHOUSE_EVENTS;
    }

    @Override
    public List<Leaf> leaves() {
        return List.of(WAREHOUSE, TIME, COUNT, TYPE, WORKSPACE, ACCOUNT);
    }

    @Override
    public List<String> select(Columns columns) {
        return List.of(
                columns.sql(WAREHOUSE),
                columns.sql(TIME),
                columns.sql(COUNT),
                OriginCache.sql(List.of(
                        columns.sql(ACCOUNT), columns.sql(WORKSPACE), columns.sql(WAREHOUSE), columns.sql(TYPE))));
    }

    @Override
    public String where(Columns columns, CollectionRequest request) {
        return columns.compare(TIME, "<", TableReader.evidenceEnd(request, HistoryTable.MARGIN));
    }

    @Override
    public void read(Rows row, CollectionRequest request, FactSink facts) {
        if (row.isNull(0) || row.isNull(1) || row.number(1) >= TableReader.evidenceEnd(request, HistoryTable.MARGIN)) {
            return;
        }
        Shared event = shared.get(row, 3);
        Integer count = row.isNull(2) ? null : (int) Math.max(0, Math.min(Integer.MAX_VALUE, row.number(2)));
        facts.warehouseEvent(new WarehouseEvent(
                event.accountId, event.workspaceId, event.warehouseId, event.type, count, row.number(1)));
    }
}
