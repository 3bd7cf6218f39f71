package dev.costinsights.core.attribution.pricing;

import java.math.BigDecimal;

/** Decimals of which equal numbers are equal objects. */
final class Amounts {

    /** More zeros than this before the point are left to the exponent, lest a wrong price fill the memory. */
    private static final int MOST_ZEROS = 38;

    private Amounts() {}

    /** Without trailing zeros after the point. */
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.scale() >= -MOST_ZEROS ? stripped.setScale(0) : stripped;
    }
}
