package dev.costinsights.core.model;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A contract discount on the list price of every SKU that matches.
 *
 * @param skuPattern a SKU name in which {@code *} stands for any characters
 * @param cloud the cloud it is for, or empty for any
 * @param validity when it applies; an open end is {@link TimeSpan#FOREVER}
 * @param percent what is taken off, 0 to 100
 */
public record Discount(String skuPattern, String cloud, TimeSpan validity, BigDecimal percent) {

    public Discount {
        Objects.requireNonNull(skuPattern, "skuPattern");
        Objects.requireNonNull(cloud, "cloud");
        Objects.requireNonNull(validity, "validity");
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException(
                    "the discount on " + skuPattern + " is " + percent + " percent; it must be from 0 to 100");
        }
    }
}
