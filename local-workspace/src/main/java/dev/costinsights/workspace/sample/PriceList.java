package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Price;
import dev.costinsights.workspace.company.PriceBook;
import dev.costinsights.workspace.company.Sku;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds the price list: for every SKU an old range that ends at 23:59:59 and the current one; and the irregular ones:
 * changes inside the window (a second before midnight, and in the middle of an hour), a promotion, a hole, an overlap, a
 * SKU in euros only and one in two currencies.
 */
final class PriceList {
    private static final long BEGINNING = Window.at("2023-06-01T00:00:00Z");
    private static final long OLD_END = Window.at("2025-04-30T23:59:59Z");
    /** Of pricing.default and its siblings. */
    private static final int PRICE_SCALE = 18;

    private static final String USD = "USD";
    private static final String EUR = "EUR";

    private final Window window;
    private final TrapCounts traps;
    private final Set<Sku> listed = new HashSet<>();
    private final List<Price> prices = new ArrayList<>();

    private PriceList(Window window, TrapCounts traps) {
        this.window = window;
        this.traps = traps;
    }

    static PriceBook build(Window window, TrapCounts traps) {
        PriceList list = new PriceList(window, traps);
        for (SkuKind kind : SkuKind.values()) {
            for (Workspace workspace : Company.WORKSPACES) {
                BigDecimal price = kind.price(workspace);
                if (price != null && list.listed.add(kind.in(workspace))) {
                    list.add(kind, workspace, price);
                }
            }
        }
        return new PriceBook(list.prices);
    }

    private void add(SkuKind kind, Workspace workspace, BigDecimal price) {
        Sku sku = kind.in(workspace);
        String currency = kind == SkuKind.SAP ? EUR : USD;
        BigDecimal dearer = price.multiply(new BigDecimal("1.1")).setScale(PRICE_SCALE, RoundingMode.HALF_EVEN);
        prices.add(new Price(sku, currency, BEGINNING, OLD_END, dearer, null, null));
        switch (kind) {
            case JOBS_SERVERLESS ->
                change(sku, price, window.start() + 2 * window.days() / 5 * Window.DAY + Window.DAY - Window.SECOND);
            case SQL_SERVERLESS -> {
                if (workspace.index() == 1) {
                    // In the middle of an hour in which most warehouses run.
                    change(sku, price, window.day(3 * window.days() / 5) + 9 * Window.HOUR + 30 * Window.MINUTE);
                } else {
                    open(sku, price);
                }
            }
            case DATABASE -> {
                traps.count(Trap.PROMOTIONAL_PRICE);
                BigDecimal promotion = price.multiply(new BigDecimal("0.5"));
                prices.add(new Price(sku, USD, OLD_END, Price.OPEN, price, promotion, promotion));
            }
            case PRIVATE_CONNECTIVITY -> {
                traps.count(Trap.PRICE_GAP);
                long gap = window.day(window.days() / 3);
                prices.add(new Price(sku, USD, OLD_END, gap, price, null, price));
                prices.add(new Price(sku, USD, gap + Window.DAY, Price.OPEN, price, null, price));
            }
            case ALL_PURPOSE_PHOTON -> {
                open(sku, price);
                if (workspace.isAzure()) {
                    traps.count(Trap.OVERLAPPING_PRICES);
                    long start = window.day(window.days() / 2);
                    prices.add(new Price(sku, USD, start, Price.OPEN, dearer, null, dearer));
                }
            }
            case SAP -> prices.add(new Price(sku, EUR, OLD_END, Price.OPEN, price, null, price));
            case STORAGE -> {
                open(sku, price);
                if (workspace.isAzure()) {
                    BigDecimal euros = price.multiply(new BigDecimal("0.9"));
                    prices.add(new Price(sku, EUR, OLD_END, Price.OPEN, euros, null, euros));
                }
            }
            case DLT_CORE -> prices.add(new Price(sku, USD, OLD_END, Price.OPEN, price, null, null));
            default -> open(sku, price);
        }
    }

    private void open(Sku sku, BigDecimal price) {
        prices.add(new Price(sku, USD, OLD_END, Price.OPEN, price, null, price));
    }

    private void change(Sku sku, BigDecimal price, long at) {
        BigDecimal later = price.multiply(new BigDecimal("1.08"));
        prices.add(new Price(sku, USD, OLD_END, at, price, null, price));
        prices.add(new Price(sku, USD, at, Price.OPEN, later, null, later));
    }
}
