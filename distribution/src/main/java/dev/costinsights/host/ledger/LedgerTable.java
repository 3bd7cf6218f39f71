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
import dev.costinsights.host.parquet.Column;
import dev.costinsights.host.parquet.ColumnType;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The ledger's columns, which others script against, and how a row fills them. */
final class LedgerTable {

    private static final ColumnType COST = ColumnType.decimal(Charge.COST_SCALE);
    private static final ColumnType QUANTITY = ColumnType.decimal(Charge.QUANTITY_SCALE);

    static final List<Column> COLUMNS = List.of(
            new Column("usage_record_id", TEXT),
            new Column("part", INTEGER),
            new Column("usage_date", DATE),
            new Column("charge_start", TIMESTAMP),
            new Column("charge_end", TIMESTAMP),
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
            new Column("currency", TEXT),
            new Column("price_source", TEXT),
            new Column("status", TEXT),
            new Column("flags", TEXT));

    private final TableWriter out;
    private final FlagText flags = new FlagText();

    LedgerTable(TableWriter out) {
        this.out = out;
    }

    void write(LedgerRow row) throws IOException {
        Charge charge = row.charge();
        out.text(charge.usageRecordId());
        out.integer(charge.part());
        out.date(charge.usageDate());
        out.timestamp(charge.span().startMicros());
        out.timestamp(charge.span().endMicros());
        out.texts(charge, LedgerTable::charge);
        out.text(row.category().name());
        out.text(known(row.detail()));
        out.text(row.executionType() == null ? null : row.executionType().name());
        out.text(known(row.executionId()));
        out.texts(row.context(), LedgerTable::context);
        AttributionContext attribution = row.identity().context();
        out.texts(attribution == null ? AttributionContext.EMPTY : attribution, LedgerTable::attribution);
        out.text(row.amountBasis().name());
        out.text(row.identity().basis().name());
        out.decimal(row.quantity());
        // Unknown is null, never 0: what has no price may well have a cost.
        out.decimal(charge.isPriced() ? row.listCost() : null);
        out.decimal(charge.isPriced() ? row.effectiveCost() : null);
        out.decimal(row.idleCost());
        out.text(known(charge.currency()));
        out.text(charge.priceSource().name());
        out.text(charge.status().name());
        out.text(flags.of(row));
        out.endRow();
    }

    private static void charge(Charge charge, Consumer<String> cells) {
        UsageOrigin origin = charge.origin();
        cells.accept(known(origin.accountId()));
        cells.accept(known(origin.workspaceId()));
        cells.accept(known(origin.cloud()));
        cells.accept(known(origin.skuName()));
        cells.accept(known(origin.usageUnit()));
        cells.accept(known(origin.product()));
        cells.accept(charge.recordType().name());
        cells.accept(charge.resource().type().name());
        cells.accept(known(charge.resource().id()));
    }

    private static void context(WorkContext context, Consumer<String> cells) {
        cells.accept(known(context.jobId()));
        cells.accept(known(context.jobRunId()));
        cells.accept(known(context.taskKey()));
        cells.accept(known(context.pipelineId()));
        cells.accept(known(context.updateId()));
        cells.accept(known(context.notebookId()));
        cells.accept(known(context.bundle()));
        cells.accept(known(context.principal()));
    }

    private static void attribution(AttributionContext context, Consumer<String> cells) {
        cells.accept(context.opaqueId());
        cells.accept(context.orchestrator());
        cells.accept(context.job());
        cells.accept(context.run());
        cells.accept(
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
