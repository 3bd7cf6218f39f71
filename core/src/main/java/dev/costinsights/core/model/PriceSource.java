package dev.costinsights.core.model;

/** Where a price came from, best first. */
public enum PriceSource {
    /** A contract override, from the price file. */
    CONTRACT,
    /** {@code system.billing.account_prices}. */
    ACCOUNT,
    /** {@code list_prices.pricing.effective_list.default}: the list or promotional price that is applied. */
    EFFECTIVE_LIST,
    /** {@code list_prices.pricing.default}. */
    LIST,
    /** No price is known: the charge is a quantity only. */
    NONE
}
