package dev.costinsights.workspace.company;

import java.math.BigDecimal;

/**
 * A row of list_prices, valid in [start, end).
 *
 * @param start milliseconds since 1970
 * @param end milliseconds since 1970, or {@link #OPEN}
 * @param list {@code pricing.default}
 * @param promotional {@code pricing.promotional.default}, or null
 * @param effective {@code pricing.effective_list.default}: what is really applied; null in old rows, where it is the list price
 */
public record Price(
        Sku sku, String currency, long start, long end, BigDecimal list, BigDecimal promotional, BigDecimal effective) {
    /** Valid until further notice: the row has no end. */
    public static final long OPEN = Long.MAX_VALUE;

    public boolean isValidAt(long time) {
        return start <= time && time < end;
    }

    /** The price that list cost is computed with. */
    public BigDecimal applied() {
        return effective != null ? effective : list;
    }
}
