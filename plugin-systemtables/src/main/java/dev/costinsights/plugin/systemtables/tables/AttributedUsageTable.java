package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.Decimals;
import dev.costinsights.plugin.systemtables.values.JsonText;
import dev.costinsights.plugin.systemtables.values.Leaf;
import dev.costinsights.plugin.systemtables.values.Texts;
import java.util.List;
import java.util.Map;

/** {@code system.billing.attributed_usage}, a preview: visible and empty in most accounts. */
final class AttributedUsageTable implements TableReader {

    /** In the order in which {@link #read} takes them. */
    private static final List<Leaf> LEAVES = List.of(
            Leaf.text("account_id"),
            Leaf.text("workspace_id"),
            Leaf.text("record_id").required(),
            Leaf.text("usage_metadata", "warehouse_id"),
            Leaf.text("usage_metadata", "dbsql_statement_id"),
            Leaf.text("identity_metadata", "executed_by"),
            Leaf.time("start_time").required(),
            Leaf.time("end_time").required(),
            Leaf.json("usage_record_ids"),
            Leaf.decimal("active_usage_quantity").required(),
            Leaf.json("granular_tags", "query_tags"));

    private static final Leaf START = LEAVES.get(6);
    private static final Leaf QUANTITY = LEAVES.get(9);
    private static final Leaf END = LEAVES.get(7);
    private static final Leaf TAGS = LEAVES.get(10);

    // The statements of a job carry the same tags.
    private final Recent<Map<String, String>> tags = new Recent<>(json -> JsonText.map(json, TAGS));

    @Override
    public SystemTable table() {
        return SystemTable.BILLING_ATTRIBUTED_USAGE;
    }

    @Override
    public List<Leaf> leaves() {
        return LEAVES;
    }

    @Override
    public List<String> select(Columns columns) {
        return LEAVES.stream().map(columns::sql).toList();
    }

    @Override
    public String where(Columns columns, CollectionRequest request) {
        return columns.compare(START, "<", TableReader.evidenceEnd(request, HistoryTable.MARGIN)) + " AND "
                + columns.compare(END, ">=", request.window().startMicros() - HistoryTable.MARGIN);
    }

    @Override
    public void read(Rows row, CollectionRequest request, FactSink facts) {
        if (row.isNull(2) || row.isNull(4) || row.isNull(6) || row.isNull(7) || row.isNull(9)) {
            return;
        }
        TimeSpan span = new TimeSpan(row.number(6), row.number(7));
        if (span.startMicros() >= TableReader.evidenceEnd(request, HistoryTable.MARGIN)
                || span.endMicros() < request.window().startMicros() - HistoryTable.MARGIN) {
            return;
        }
        facts.attributedUsage(new AttributedUsage(
                Texts.orEmpty(row.text(0)),
                Texts.orEmpty(row.text(1)),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                span,
                JsonText.list(row.text(8), LEAVES.get(8)),
                Decimals.quantity(row.decimal(9, QUANTITY), QUANTITY),
                row.text(10) == null ? Map.of() : tags.get(row.text(10))));
    }
}
