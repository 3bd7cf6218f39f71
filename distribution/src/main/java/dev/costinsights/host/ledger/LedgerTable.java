package dev.costinsights.host.ledger;

import static dev.costinsights.host.parquet.ColumnType.DATE;
import static dev.costinsights.host.parquet.ColumnType.INTEGER;
import static dev.costinsights.host.parquet.ColumnType.TEXT;
import static dev.costinsights.host.parquet.ColumnType.TIMESTAMP;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WorkContext;
import dev.costinsights.host.parquet.Cells;
import dev.costinsights.host.parquet.Column;
import dev.costinsights.host.parquet.ColumnType;
import java.io.IOException;
import java.util.List;

/** The ledger's columns, which others script against, and how a row fills them. */
final class LedgerTable {

    private static final ColumnType COST = ColumnType.decimal(Charge.COST_SCALE);
    private static final ColumnType QUANTITY = ColumnType.decimal(Charge.QUANTITY_SCALE);

    static final List<Column> COLUMNS = List.of(
            new Column("usage_record_id", TEXT, "charge"),
            new Column("part", INTEGER, "charge"),
            new Column("usage_date", DATE, "charge"),
            new Column("charge_start", TIMESTAMP, "charge"),
            new Column("charge_end", TIMESTAMP, "charge"),
            new Column("account_id", TEXT, "charge"),
            new Column("workspace_id", TEXT, "charge"),
            new Column("cloud", TEXT, "charge"),
            new Column("sku_name", TEXT, "charge"),
            new Column("usage_unit", TEXT, "charge"),
            new Column("product", TEXT, "charge"),
            new Column("record_type", TEXT, "charge"),
            new Column("resource_type", TEXT, "charge"),
            new Column("resource_id", TEXT, "charge"),
            new Column("category", TEXT),
            new Column("detail", TEXT),
            new Column("execution_type", TEXT),
            new Column("execution_id", TEXT),
            new Column("job_id", TEXT, "context"),
            new Column("job_run_id", TEXT, "context"),
            new Column("task_key", TEXT, "context"),
            new Column("pipeline_id", TEXT, "context"),
            new Column("update_id", TEXT, "context"),
            new Column("notebook_id", TEXT, "context"),
            new Column("bundle", TEXT, "context"),
            new Column("principal", TEXT, "context"),
            new Column("opaque_id", TEXT, "attribution"),
            new Column("orchestrator", TEXT, "attribution"),
            new Column("orchestrator_job", TEXT, "attribution"),
            new Column("orchestrator_run", TEXT, "attribution"),
            new Column("asset", TEXT, "attribution"),
            new Column("amount_basis", TEXT),
            new Column("identity_basis", TEXT),
            new Column("quantity", QUANTITY),
            new Column("list_cost", COST),
            new Column("effective_cost", COST),
            new Column("idle_cost", COST),
            new Column("currency", TEXT, "price"),
            new Column("price_source", TEXT, "price"),
            new Column("status", TEXT, "price"),
            new Column("flags", TEXT));

    private final TableWriter out;
    private final FlagText flags = new FlagText();

    LedgerTable(TableWriter out) {
        this.out = out;
    }

    void write(LedgerRow row) throws IOException {
        Charge charge = row.charge();
        out.shared(charge, LedgerTable::charge);
        out.text(row.category().name());
        out.text(known(row.detail()));
        out.text(row.executionType() == null ? null : row.executionType().name());
        out.text(known(row.executionId()));
        out.shared(row.context(), LedgerTable::context);
        AttributionContext attribution = row.identity().context();
        out.shared(attribution == null ? AttributionContext.EMPTY : attribution, LedgerTable::attribution);
        out.text(row.amountBasis().name());
        out.text(row.identity().basis().name());
        out.decimal(row.quantity());
        // Unknown is null, never 0: what has no price may well have a cost.
        out.decimal(charge.isPriced() ? row.listCost() : null);
        out.decimal(charge.isPriced() ? row.effectiveCost() : null);
        out.decimal(row.idleCost());
        out.shared(charge, LedgerTable::price);
        out.text(flags.of(row));
        out.endRow();
    }

    private static void charge(Charge charge, Cells cells) {
        UsageOrigin origin = charge.origin();
        cells.text(charge.usageRecordId());
        cells.number(charge.part());
        cells.number(charge.usageDate().toEpochDay());
        cells.number(charge.span().startMicros());
        cells.number(charge.span().endMicros());
        cells.text(known(origin.accountId()));
        cells.text(known(origin.workspaceId()));
        cells.text(known(origin.cloud()));
        cells.text(known(origin.skuName()));
        cells.text(known(origin.usageUnit()));
        cells.text(known(origin.product()));
        cells.text(charge.recordType().name());
        cells.text(charge.resource().type().name());
        cells.text(known(charge.resource().id()));
    }

    private static void price(Charge charge, Cells cells) {
        cells.text(known(charge.currency()));
        cells.text(charge.priceSource().name());
        cells.text(charge.status().name());
    }

    private static void context(WorkContext context, Cells cells) {
        cells.text(known(context.jobId()));
        cells.text(known(context.jobRunId()));
        cells.text(known(context.taskKey()));
        cells.text(known(context.pipelineId()));
        cells.text(known(context.updateId()));
        cells.text(known(context.notebookId()));
        cells.text(known(context.bundle()));
        cells.text(known(context.principal()));
    }

    private static void attribution(AttributionContext context, Cells cells) {
        cells.text(context.opaqueId());
        cells.text(context.orchestrator());
        cells.text(context.job());
        cells.text(context.run());
        cells.text(
                switch (context.assets().size()) {
                    case 0 -> null;
                    case 1 -> context.assets().get(0);
                    default -> String.join(",", context.assets());
                });
    }

    private static String known(String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
