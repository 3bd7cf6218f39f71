package dev.costinsights.core.model;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * The price of one unit of a SKU during a time.
 *
 * @param source which list it stands in; never {@link PriceSource#NONE}
 * @param accountId the account it is for, or empty for any
 * @param cloud {@code AWS}, {@code AZURE}, {@code GCP}, or empty for any
 * @param validity {@code [price_start_time, price_end_time)}; an open end is {@link TimeSpan#FOREVER}
 * @param amount units of currency per usage unit, not negative
 */
public record Price(
        PriceSource source,
        String accountId,
        String cloud,
        String skuName,
        String usageUnit,
        String currency,
        TimeSpan validity,
        BigDecimal amount) {

    public Price {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(cloud, "cloud");
        Objects.requireNonNull(skuName, "skuName");
        Objects.requireNonNull(usageUnit, "usageUnit");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(validity, "validity");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("the price of " + skuName + " is negative: " + amount);
        }
    }
}
