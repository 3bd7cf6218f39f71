package dev.costinsights.workspace.simulation;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Price;
import dev.costinsights.workspace.company.PriceBook;
import dev.costinsights.workspace.company.Sku;
import dev.costinsights.workspace.company.SkuKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The prices of a simulated period: each changes twice in it, in the middle of an hour and a second before midnight. */
final class PriceChanges {
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final BigDecimal DEARER = new BigDecimal("1.08");
    private static final BigDecimal CHEAPER = new BigDecimal("0.95");
    private static final List<SkuKind> KINDS = List.of(
            SkuKind.SQL_SERVERLESS,
            SkuKind.SQL_PRO,
            SkuKind.ALL_PURPOSE,
            SkuKind.JOBS,
            SkuKind.JOBS_SERVERLESS,
            SkuKind.DLT_CORE,
            SkuKind.DLT_PRO,
            SkuKind.DLT_ADVANCED);

    private PriceChanges() {}

    static PriceBook of(SimulationPlan plan) {
        long inAnHour = plan.startMillis() + plan.days() * 2L / 5 * DAY + 9 * HOUR + HOUR / 2;
        long beforeMidnight = plan.startMillis() + (1 + plan.days() * 3L / 5) * DAY - SECOND;
        List<Price> prices = new ArrayList<>();
        for (SkuKind kind : KINDS) {
            Sku sku = kind.in(Company.WORKSPACES.get(0));
            BigDecimal price = kind.price(Company.WORKSPACES.get(0));
            prices.add(price(sku, 0, inAnHour, price));
            prices.add(price(sku, inAnHour, beforeMidnight, price.multiply(DEARER)));
            prices.add(price(sku, beforeMidnight, Price.OPEN, price.multiply(CHEAPER)));
        }
        return new PriceBook(prices);
    }

    private static Price price(Sku sku, long start, long end, BigDecimal price) {
        return new Price(sku, "USD", start, end, price, null, price);
    }
}
