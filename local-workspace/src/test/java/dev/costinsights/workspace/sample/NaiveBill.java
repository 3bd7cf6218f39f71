package dev.costinsights.workspace.sample;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Adds up a bill from the files, slowly and without the generator's own price book. */
final class NaiveBill {
    private record Row(long start, long end, BigDecimal price) {}

    private NaiveBill() {}

    static BigDecimal total(Tables tables, String currency) throws SQLException {
        Map<List<String>, List<Row>> prices = new HashMap<>();
        for (List<String> row : tables.rows("SELECT sku_name, cloud, usage_unit, epoch_ms(price_start_time),"
                + " coalesce(epoch_ms(price_end_time), 9223372036854775807),"
                + " coalesce(pricing.effective_list.\"default\", pricing.\"default\")"
                + " FROM {billing/list_prices} WHERE currency_code = '" + currency + "'")) {
            prices.computeIfAbsent(row.subList(0, 3), key -> new ArrayList<>())
                    .add(new Row(Long.parseLong(row.get(3)), Long.parseLong(row.get(4)), new BigDecimal(row.get(5))));
        }
        BigDecimal total = BigDecimal.ZERO.setScale(12);
        for (List<String> row : tables.rows("SELECT DISTINCT sku_name, cloud, usage_unit, epoch_ms(usage_start_time),"
                + " epoch_ms(usage_end_time), usage_quantity, record_id FROM {billing/usage}")) {
            List<Row> list = prices.getOrDefault(row.subList(0, 3), List.of());
            total = total.add(
                    charge(list, Long.parseLong(row.get(3)), Long.parseLong(row.get(4)), new BigDecimal(row.get(5))));
        }
        return total;
    }

    private static BigDecimal charge(List<Row> prices, long start, long end, BigDecimal quantity) {
        TreeSet<Long> moments = new TreeSet<>(List.of(start));
        for (Row price : prices) {
            for (long moment : new long[] {price.start(), price.end()}) {
                if (moment > start && moment < end) {
                    moments.add(moment);
                }
            }
        }
        // Neighbours with one and the same price row are one part.
        List<Long> starts = new ArrayList<>();
        List<Row> valid = new ArrayList<>();
        for (long moment : moments) {
            Row row = at(prices, moment);
            if (valid.isEmpty() || !Objects.equals(valid.get(valid.size() - 1), row)) {
                starts.add(moment);
                valid.add(row);
            }
        }
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger all = quantity.movePointRight(18).toBigIntegerExact();
        BigInteger taken = BigInteger.ZERO;
        for (int i = 0; i < starts.size(); i++) {
            BigInteger upTo = i + 1 == starts.size()
                    ? all
                    // Division of BigIntegers cuts towards zero: a negative record is the mirror of a positive one.
                    : all.multiply(BigInteger.valueOf(starts.get(i + 1) - start))
                            .divide(BigInteger.valueOf(end - start));
            BigDecimal part = new BigDecimal(upTo.subtract(taken), 18);
            taken = upTo;
            if (valid.get(i) != null) {
                sum = sum.add(part.multiply(valid.get(i).price()).setScale(12, RoundingMode.HALF_EVEN));
            }
        }
        return sum;
    }

    private static Row at(List<Row> prices, long time) {
        return prices.stream()
                .filter(row -> row.start() <= time && time < row.end())
                .max((a, b) -> Long.compare(a.start(), b.start()))
                .orElse(null);
    }
}
