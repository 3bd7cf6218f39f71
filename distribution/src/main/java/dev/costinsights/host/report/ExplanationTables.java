package dev.costinsights.host.report;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.host.costs.Explanation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables that explain a cost: what it is the sum of, what was billed, and how each part of that is known. */
public final class ExplanationTables {

    private static final int PRICE_SCALE = 6;

    private final Explanation explanation;
    private final Map<String, Integer> numbers = new HashMap<>();

    public ExplanationTables(Explanation explanation) {
        this.explanation = explanation;
        explanation
                .charges()
                .forEach(charge -> numbers.put(key(charge.usageRecordId(), charge.part()), numbers.size() + 1));
    }

    public List<Table> all() {
        return List.of(sums(), charges(), rows());
    }

    private Table sums() {
        Table.Builder table = Table.of(
                "explained",
                "Cost of " + explanation.id() + ", found as "
                        + explanation.column().orElse("nothing").replace('_', ' '),
                "currency",
                "list_cost",
                "effective_cost",
                "ledger_rows",
                "charges");
        explanation
                .sums()
                .forEach(sum -> table.row(
                        Cell.text(sum.currency()),
                        money(sum.listCost()),
                        money(sum.effectiveCost()),
                        Cell.count(sum.rows()),
                        Cell.count(sum.charges())));
        return table.build();
    }

    private Table charges() {
        Table.Builder table = Table.of(
                "charges",
                "What was billed",
                "charge",
                "usage_record_id",
                "part",
                "charge_start",
                "charge_end",
                "sku_name",
                "resource_type",
                "resource_id",
                "quantity",
                "unit",
                "list_cost",
                "price_per_unit",
                "currency",
                "price_source",
                "record_type",
                "status",
                "ledger_rows");
        explanation
                .charges()
                .forEach(charge -> table.row(
                        Cell.count(number(charge.usageRecordId(), charge.part())),
                        Cell.text(charge.usageRecordId()),
                        Cell.count(charge.part()),
                        moment(charge.start()),
                        moment(charge.end()),
                        Cell.text(charge.skuName()),
                        Cell.text(charge.resourceType()),
                        Cell.text(charge.resourceId()),
                        Cell.quantity(charge.quantity()),
                        Cell.text(charge.unit()),
                        money(charge.listCost()),
                        price(charge),
                        Cell.text(charge.currency()),
                        Cell.text(charge.priceSource()),
                        Cell.text(charge.recordType()),
                        Cell.text(charge.status()),
                        Cell.count(charge.rows())));
        return table.build();
    }

    /** To the minute for people, if it is a whole one. */
    private static Cell moment(Instant moment) {
        String text = moment.toString();
        return new Cell(text, text.replaceFirst("T(..:..):00Z$", " $1"), false);
    }

    /** By which rows refer to a charge; 0 for one that is not shown. */
    private int number(String usageRecordId, int part) {
        return numbers.getOrDefault(key(usageRecordId, part), 0);
    }

    /** What the cost says of the price; the price itself may have more digits. */
    private static Cell price(Explanation.Charge charge) {
        return charge.listCost().isEmpty() || charge.quantity().signum() == 0
                ? Cell.nothing()
                : Cell.plain(charge.listCost()
                        .get()
                        .divide(charge.quantity(), PRICE_SCALE, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros());
    }

    private Table rows() {
        Table.Builder table = Table.of(
                "rows",
                "Its part of that, and how it is known",
                "charge",
                "category",
                "detail",
                "execution_type",
                "execution_id",
                "orchestrator_job",
                "orchestrator_run",
                "principal",
                "list_cost",
                "share",
                "amount_basis",
                "identity_basis",
                "flags");
        for (Explanation.Row row : explanation.rows()) {
            int number = number(row.usageRecordId(), row.part());
            table.row(
                    Cell.count(number),
                    Cell.text(row.category()),
                    Cell.text(row.detail()),
                    Cell.text(row.executionType()),
                    Cell.text(row.executionId()),
                    Cell.text(row.orchestratorJob()),
                    Cell.text(row.orchestratorRun()),
                    Cell.text(row.principal()),
                    money(row.listCost()),
                    number == 0
                            ? Cell.nothing()
                            : share(row, explanation.charges().get(number - 1)),
                    new Cell(row.amountBasis(), amount(AmountBasis.valueOf(row.amountBasis())), false),
                    new Cell(row.identityBasis(), identity(IdentityBasis.valueOf(row.identityBasis())), false),
                    Cell.text(row.flags()));
        }
        return table.build();
    }

    /** Of the charge; of its quantity where there is no price. */
    private static Cell share(Explanation.Row row, Explanation.Charge charge) {
        return row.listCost().isPresent() && charge.listCost().isPresent()
                ? Cell.share(row.listCost().get(), charge.listCost().get())
                : Cell.share(row.quantity(), charge.quantity());
    }

    private static String key(String record, int part) {
        return part + " " + record;
    }

    private static Cell money(Optional<BigDecimal> value) {
        return value.map(Cell::money).orElse(Cell.nothing());
    }

    private static String amount(AmountBasis basis) {
        return switch (basis) {
            case BILLED_ID -> "the bill names it";
            case PROVIDER_SPLIT -> "Databricks' own split";
            case ALLOCATED_WORK -> "its share of the work";
            case ALLOCATED_TIME -> "its share of the time";
            case ALLOCATED_COUNT -> "an equal share, nothing could be measured";
            case ESTIMATED -> "an estimate";
            case NONE -> "-";
        };
    }

    private static String identity(IdentityBasis basis) {
        return switch (basis) {
            case HANDLE -> "its id was recorded at launch";
            case EXEC_TAG -> "tags or parameters that travelled with it";
            case QUERY_SOURCE -> "the source that query history names";
            case SQL_COMMENT -> "a comment in its SQL";
            case BILL_TAG -> "tags on the bill";
            case RULE -> "a rule on its client or name";
            case RUN_AS -> "only who ran it";
            case NONE -> "-";
        };
    }
}
