package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.Decimals;
import dev.costinsights.plugin.systemtables.values.Leaf;
import dev.costinsights.plugin.systemtables.values.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code system.billing.list_prices} and {@code account_prices}, which differ in what their amounts mean. */
final class PriceTable implements TableReader {

    private static final Leaf SKU = Leaf.text("sku_name").required();
    private static final Leaf CLOUD = Leaf.text("cloud");
    private static final Leaf UNIT = Leaf.text("usage_unit").required();
    private static final Leaf CURRENCY = Leaf.text("currency_code").required();
    private static final Leaf START = Leaf.time("price_start_time").required();
    private static final Leaf END = Leaf.time("price_end_time");
    private static final Leaf ACCOUNT = Leaf.text("account_id");
    private static final Leaf DEFAULT = Leaf.decimal("pricing", "default");
    private static final Leaf EFFECTIVE = Leaf.decimal("pricing", "effective_list", "default");

    /** Places of the columns without which a row is no price. */
    private static final int[] NEEDED = {0, 2, 3, 4};

    private final LeftOut leftOut = new LeftOut();
    private final SystemTable table;

    private PriceTable(SystemTable table) {
        this.table = table;
    }

    /** A row gives two prices: what is asked for in the long term, and what is applied. */
    static PriceTable ofList() {
        return new PriceTable(SystemTable.BILLING_LIST_PRICES);
    }

    /** A row gives the price that was negotiated for the account. */
    static PriceTable ofAccount() {
        return new PriceTable(SystemTable.BILLING_ACCOUNT_PRICES);
    }

    @Override
    public SystemTable table() {
        return table;
    }

    @Override
    public List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>(List.of(SKU, CLOUD, UNIT, CURRENCY, START, END, DEFAULT));
        leaves.add(isList() ? EFFECTIVE : ACCOUNT);
        return leaves;
    }

    @Override
    public List<String> select(Columns columns) {
        return leaves().stream().map(columns::sql).toList();
    }

    @Override
    public void read(Rows row, CollectionRequest request, FactSink facts) {
        String problem = problem(row);
        if (problem != null) {
            leftOut.add(problem);
            return;
        }
        if (isList()) {
            price(row, PriceSource.EFFECTIVE_LIST, "", EFFECTIVE, row.decimal(7, EFFECTIVE), facts);
            price(row, PriceSource.LIST, "", DEFAULT, row.decimal(6, DEFAULT), facts);
        } else {
            price(row, PriceSource.ACCOUNT, Texts.orEmpty(row.text(7)), DEFAULT, row.decimal(6, DEFAULT), facts);
        }
    }

    /** Why a row is no price, or null. */
    private String problem(Rows row) {
        for (int column : NEEDED) {
            if (row.isNull(column)) {
                return "no " + leaves().get(column).name();
            }
        }
        if (row.number(5, TimeSpan.FOREVER) <= row.number(4)) {
            return "price_end_time not after price_start_time";
        }
        return row.isNull(6) && (!isList() || row.isNull(7)) ? "no pricing" : null;
    }

    @Override
    public Optional<String> remark() {
        return leftOut.sentence(table.qualifiedName());
    }

    private static void price(
            Rows row, PriceSource source, String account, Leaf leaf, BigDecimal amount, FactSink facts) {
        if (amount == null) {
            return;
        }
        facts.price(new Price(
                source,
                account,
                Texts.orEmpty(row.text(1)),
                row.text(0),
                row.text(2),
                row.text(3),
                new TimeSpan(row.number(4), row.number(5, TimeSpan.FOREVER)),
                Decimals.price(amount, leaf)));
    }

    private boolean isList() {
        return table == SystemTable.BILLING_LIST_PRICES;
    }
}
