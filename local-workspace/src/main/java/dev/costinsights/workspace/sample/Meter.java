package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Says how much a usage record is about, so that the product lines come out at their parts of the bill, whatever the size
 * of the sample. Sizes are log-normal: in production half of all job runs cost less than 13 cents and one in a hundred
 * more than 15 dollars. The draw is in whole millionths of a dollar; from there on it is exact.
 */
final class Meter {
    private static final double SIGMA = 1.8;
    private static final double MEDIAN_OF_MEAN_ONE = StrictMath.exp(-SIGMA * SIGMA / 2);
    private static final double MICROS = 1e6;
    /** A draw beyond this many means would be a bill's only row. */
    private static final double LARGEST = 200;

    private final double warehouseDollars;
    private final long otherUsage;

    /**
     * @param warehouseDollars about what SQL warehouses are billed
     * @param otherUsage rows that the other products share
     */
    Meter(double warehouseDollars, long otherUsage) {
        this.warehouseDollars = warehouseDollars;
        this.otherUsage = otherUsage;
    }

    /** Rows of the product line in the whole window, about. */
    double rows(ProductLine line) {
        return otherUsage * line.rowPermille() / 1_000.0;
    }

    /** A quantity for one record of the line, in the SKU's unit. */
    BigDecimal quantity(Rng rng, ProductLine line, SkuKind kind, Workspace workspace) {
        double dollars = warehouseDollars * line.dollarPermille() / ProductLine.SQL_PERMILLE;
        double mean = dollars / Math.max(1, rows(line));
        double size = Math.min(LARGEST, rng.logNormal(MEDIAN_OF_MEAN_ONE, SIGMA));
        return quantity(Math.max(1, (long) (mean * size * MICROS)), kind, workspace);
    }

    /** The same quantity for every record of the line, with a little variation: things that are simply there. */
    BigDecimal steadyQuantity(Rng rng, ProductLine line, SkuKind kind, Workspace workspace) {
        double dollars = warehouseDollars * line.dollarPermille() / ProductLine.SQL_PERMILLE;
        double mean = dollars / Math.max(1, rows(line));
        return quantity(Math.max(1, (long) (mean * (0.8 + 0.4 * rng.unit()) * MICROS)), kind, workspace);
    }

    private static BigDecimal quantity(long micros, SkuKind kind, Workspace workspace) {
        BigDecimal price = kind.price(workspace);
        BigDecimal dollars = BigDecimal.valueOf(micros, 6);
        return price == null || price.signum() == 0
                ? dollars.setScale(18)
                : dollars.divide(price, 18, RoundingMode.HALF_EVEN);
    }
}
