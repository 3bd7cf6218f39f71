package dev.costinsights.workspace.company;

import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.math.BigDecimal;

/** Rows of billing.list_prices and billing.account_prices. */
public final class PriceRows {
    /** What the company has negotiated for SQL and jobs. */
    private static final BigDecimal NEGOTIATED = new BigDecimal("0.82");

    private PriceRows() {}

    public static void list(PriceBook prices, RowWriter rows) {
        for (Price price : prices.all()) {
            Json pricing = new Json().open().field("default", plain(price.list()));
            pricing.raw("promotional", leaf(price.promotional()));
            pricing.raw("effective_list", leaf(price.effective()));
            start(price, rows).set("pricing", pricing.close()).end();
        }
    }

    public static void account(PriceBook prices, RowWriter rows) {
        for (Price price : prices.all()) {
            // Not on Azure: discounts live in Cost Management there.
            boolean isNegotiated = price.sku().cloud().equals("AWS")
                    && (price.sku().name().contains("_SQL_")
                            || price.sku().name().contains("_JOBS_"));
            if (isNegotiated) {
                String negotiated = plain(price.applied().multiply(NEGOTIATED));
                start(price, rows)
                        .set("pricing", Json.object("default", negotiated))
                        .end();
            }
        }
    }

    private static RowWriter start(Price price, RowWriter rows) {
        rows.set("account_id", Company.ACCOUNT_ID).setTime("price_start_time", price.start());
        if (price.end() != Price.OPEN) {
            rows.setTime("price_end_time", price.end());
        }
        return rows.set("sku_name", price.sku().name())
                .set("cloud", price.sku().cloud())
                .set("currency_code", price.currency())
                .set("usage_unit", price.sku().unit());
    }

    private static String leaf(BigDecimal price) {
        return price == null ? "{}" : Json.object("default", plain(price));
    }

    /** As text, so that no reader of JSON rounds it. */
    private static String plain(BigDecimal price) {
        return price.toPlainString();
    }
}
