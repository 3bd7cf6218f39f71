package dev.costinsights.host.ledger;

import static dev.costinsights.host.parquet.ColumnType.BIGINT;
import static dev.costinsights.host.parquet.ColumnType.DATE;
import static dev.costinsights.host.parquet.ColumnType.TEXT;

import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.host.parquet.Column;
import dev.costinsights.host.parquet.ColumnType;
import java.io.IOException;
import java.util.List;

/** The reconciliation's columns, which others script against, and how a row fills them. */
final class ReconciliationTable {

    private static final ColumnType COST = ColumnType.decimal(Charge.COST_SCALE);
    private static final ColumnType QUANTITY = ColumnType.decimal(Charge.QUANTITY_SCALE);

    static final List<Column> COLUMNS = List.of(
            new Column("usage_date", DATE),
            new Column("workspace_id", TEXT),
            new Column("sku_name", TEXT),
            new Column("usage_unit", TEXT),
            new Column("currency", TEXT),
            new Column("billed_quantity", QUANTITY),
            new Column("billed_cost", COST),
            new Column("direct", COST),
            new Column("allocated", COST),
            new Column("idle", COST),
            new Column("overhead", COST),
            new Column("unattributed", COST),
            new Column("unpriced_quantity", QUANTITY),
            new Column("difference", COST),
            new Column("usage_records", BIGINT),
            new Column("ledger_rows", BIGINT));

    private ReconciliationTable() {}

    static void write(List<ReconciliationRow> rows, TableWriter out) throws IOException {
        for (ReconciliationRow row : rows) {
            out.number(row.usageDate().toEpochDay());
            out.text(known(row.workspaceId()));
            out.text(known(row.skuName()));
            out.text(known(row.usageUnit()));
            out.text(known(row.currency()));
            out.decimal(row.billedQuantity());
            out.decimal(row.billedCost());
            out.decimal(row.direct());
            out.decimal(row.allocated());
            out.decimal(row.idle());
            out.decimal(row.overhead());
            out.decimal(row.unattributed());
            out.decimal(row.unpricedQuantity());
            out.decimal(row.difference());
            out.number(row.usageRecords());
            out.number(row.ledgerRows());
            out.endRow();
        }
    }

    private static String known(String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
