package dev.costinsights.plugin.systemtables.prices;

import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Database;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.duckdb.Settings;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.files.Format;
import dev.costinsights.plugin.systemtables.files.RowReader;
import dev.costinsights.plugin.systemtables.files.TableScan;
import dev.costinsights.plugin.systemtables.values.BadValueException;
import dev.costinsights.plugin.systemtables.values.Decimals;
import dev.costinsights.plugin.systemtables.values.Leaf;
import dev.costinsights.plugin.systemtables.values.Texts;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the contract says: a file in CSV, JSON lines or Parquet in which each row is a price or a discount.
 *
 * <table>
 *   <caption>Columns, by name and in any order</caption>
 *   <tr><th>column</th><th>price</th><th>discount</th></tr>
 *   <tr><td>{@code sku_name}</td><td>the SKU</td><td>a SKU, or a pattern in which {@code *} stands for anything</td></tr>
 *   <tr><td>{@code cloud}</td><td colspan="2">{@code AWS}, {@code AZURE}, {@code GCP}, or empty for any</td></tr>
 *   <tr><td>{@code usage_unit}, {@code currency_code}</td><td>needed</td><td>not looked at</td></tr>
 *   <tr><td>{@code account_id}</td><td>the account, or empty for any</td><td>must be empty</td></tr>
 *   <tr><td>{@code price_start_time}</td><td colspan="2">inclusive, UTC; empty for always</td></tr>
 *   <tr><td>{@code price_end_time}</td><td colspan="2">exclusive, UTC; empty for no end</td></tr>
 *   <tr><td>{@code price}</td><td>per unit, not negative</td><td>empty</td></tr>
 *   <tr><td>{@code discount_percent}</td><td>empty</td><td>off the list price, 0 to 100</td></tr>
 * </table>
 *
 * <p>At one instant there is at most one price for a SKU, cloud, unit, currency and account, and at most one discount for
 * a pattern and cloud: what overlaps is refused, because nobody could say which was meant.
 */
public final class PriceFile {

    private final Settings settings;

    public PriceFile(Settings settings) {
        this.settings = settings;
    }

    /**
     * Hands the prices and discounts over, and returns the rows of the file.
     *
     * @throws CostInsightsException when the file is not there, cannot be read, or contradicts itself
     */
    public List<Entry> read(CollectionRequest request, FactSink facts) throws InterruptedException {
        Path file = settings.prices();
        if (!Files.isRegularFile(file)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION, "there is no price file " + file + "; name an existing file, or none");
        }
        if (Format.of(file).isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the price file " + file + " has an unknown format; its name must end in " + Format.EXTENSIONS);
        }
        PriceRows reader = new PriceRows();
        try (Database database = Database.open(settings, Database.RowOrder.OF_FILE)) {
            new TableScan(settings, database).read(List.of(file), reader, request, facts);
        } catch (SQLException e) {
            throw new CostInsightsException(ErrorCode.INTERNAL, "DuckDB could not be started: " + Database.gist(e), e);
        }
        refuseOverlaps(file, reader.entries());
        reader.entries().forEach(entry -> entry.handOver(facts));
        return reader.entries();
    }

    private static void refuseOverlaps(Path file, List<Entry> entries) {
        Map<Object, Entry> last = new HashMap<>();
        entries.stream()
                .sorted(Comparator.comparingLong(entry -> entry.validity.startMicros()))
                .forEach(entry -> {
                    Entry before = last.put(entry.key, entry);
                    if (before != null && before.validity.endMicros() > entry.validity.startMicros()) {
                        throw new CostInsightsException(
                                ErrorCode.INVALID_INPUT,
                                file + ": rows " + Math.min(before.row, entry.row) + " and "
                                        + Math.max(before.row, entry.row)
                                        + ", columns price_start_time and price_end_time: both hold for " + entry.name
                                        + " at " + TimeSpan.instant(entry.validity.startMicros())
                                        + "; end one where the other starts");
                    }
                });
    }

    /**
     * A row.
     *
     * @param key what there may be only one of at a time
     * @param name of the key, for messages
     */
    record Entry(long row, Object key, String name, TimeSpan validity, Price price, Discount discount) {

        void handOver(FactSink facts) {
            if (price != null) {
                facts.price(price);
            } else {
                facts.discount(discount);
            }
        }
    }

    /** Collects the rows of the file in its order. */
    private static final class PriceRows implements RowReader {

        private static final Leaf SKU = Leaf.text("sku_name").mandatory();
        private static final Leaf CLOUD = Leaf.text("cloud");
        private static final Leaf UNIT = Leaf.text("usage_unit");
        private static final Leaf CURRENCY = Leaf.text("currency_code");
        private static final Leaf ACCOUNT = Leaf.text("account_id");
        private static final Leaf START = Leaf.time("price_start_time");
        private static final Leaf END = Leaf.time("price_end_time");
        private static final Leaf PRICE = Leaf.decimal("price");
        private static final Leaf PERCENT = Leaf.decimal("discount_percent");

        private final List<Entry> entries = new ArrayList<>();
        private List<Leaf> lacking = List.of();

        List<Entry> entries() {
            return entries;
        }

        @Override
        public List<Leaf> leaves() {
            return List.of(SKU, CLOUD, UNIT, CURRENCY, ACCOUNT, START, END, PRICE, PERCENT);
        }

        @Override
        public List<String> select(Columns columns) {
            lacking = leaves().stream().filter(leaf -> !columns.has(leaf)).toList();
            return leaves().stream().map(columns::sql).toList();
        }

        @Override
        public void read(Rows row, CollectionRequest request, FactSink facts) {
            String sku = row.mandatoryText(0, SKU);
            String cloud = Texts.orEmpty(row.text(1));
            TimeSpan validity = new TimeSpan(row.number(5, 0), row.number(6, TimeSpan.FOREVER));
            if (validity.isEmpty()) {
                throw new BadValueException(
                        END.name(),
                        TimeSpan.instant(validity.endMicros()).toString(),
                        "is not later than price_start_time; correct one of them");
            }
            BigDecimal price = row.decimal(7, PRICE);
            BigDecimal percent = row.decimal(8, PERCENT);
            if ((price == null) == (percent == null)) {
                throw new BadValueException(
                        PRICE.name(),
                        price == null ? null : price.toPlainString(),
                        (price == null ? "is empty and so is " : "stands beside a ")
                                + "discount_percent; a row needs exactly one of them");
            }
            long number = entries.size() + 1L;
            entries.add(
                    price != null
                            ? price(number, row, sku, cloud, validity, Decimals.price(price, PRICE))
                            : discount(number, row, sku, cloud, validity, percent));
        }

        private Entry price(long number, Rows row, String sku, String cloud, TimeSpan validity, BigDecimal amount) {
            if (sku.contains("*")) {
                throw new BadValueException(
                        SKU.name(), sku, "is a pattern; only a discount can have one, name the SKU of the price");
            }
            String unit = needed(row, 2, UNIT);
            String currency = needed(row, 3, CURRENCY);
            String account = Texts.orEmpty(row.text(4));
            Price price = new Price(PriceSource.CONTRACT, account, cloud, sku, unit, currency, validity, amount);
            return new Entry(
                    number,
                    List.of("price", account, cloud, sku, unit, currency),
                    sku + ' ' + unit + ' ' + currency,
                    validity,
                    price,
                    null);
        }

        private String needed(Rows row, int column, Leaf leaf) {
            if (row.isNull(column)) {
                throw new BadValueException(
                        leaf.name(),
                        null,
                        lacking.contains(leaf)
                                ? "is missing; a price needs it, add it to the file"
                                : "is empty; a price needs it, fill it in");
            }
            return row.text(column);
        }

        private static Entry discount(
                long number, Rows row, String pattern, String cloud, TimeSpan validity, BigDecimal percent) {
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new BadValueException(PERCENT.name(), percent.toString(), "is not from 0 to 100; correct it");
            }
            String account = row.text(4);
            if (account != null && !account.isEmpty()) {
                throw new BadValueException(
                        ACCOUNT.name(),
                        account,
                        "stands beside a discount, which is for every account; leave it empty");
            }
            Discount discount = new Discount(pattern, cloud, validity, Decimals.quantity(percent, PERCENT));
            return new Entry(number, List.of("discount", pattern, cloud), pattern, validity, null, discount);
        }
    }
}
