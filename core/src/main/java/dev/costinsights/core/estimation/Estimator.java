package dev.costinsights.core.estimation;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.attribution.pricing.PricedSpan;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Estimates executions when they end: the quantity by the book times what earlier bills of the same object say of the book;
 * where there is no book, hours times what they say of an hour, of the object or else of its node types; priced as the bill will
 * be, from the list that holds then.
 */
public final class Estimator {

    private static final int QUANTITY_SCALE = 18;
    private static final int COST_SCALE = 12;

    private final PriceBook prices;
    private final Calibration calibration;

    public Estimator(PriceBook prices, Calibration calibration) {
        this.prices = Objects.requireNonNull(prices, "prices");
        this.calibration = Objects.requireNonNull(calibration, "calibration");
    }

    public Estimate estimate(EndedWork work) {
        Map<String, String> inputs = new TreeMap<>(work.compute().inputs());
        List<String> missing = new ArrayList<>();
        inputs.put("active_micros", String.valueOf(work.active().length()));
        Optional<BigDecimal> quantity = quantity(work, inputs);
        if (quantity.isEmpty()) {
            missing.add("how much " + work.kind().name().toLowerCase(Locale.ROOT) + " " + work.objectId()
                    + " takes in an hour: its size is unknown, and too few of its executions were billed yet");
        }
        long start = work.active().startMicros();
        PricedSpan price =
                prices.cut(work.billing(), new TimeSpan(start, start)).get(0);
        if (price.source() == PriceSource.NONE) {
            missing.add("a price of " + work.billing().skuName() + " at "
                    + TimeSpan.instant(work.active().startMicros()));
            return new Estimate(work, quantity, Optional.empty(), null, inputs, missing);
        }
        inputs.put("price", price.listPrice().toPlainString());
        inputs.put("price_source", price.source().name());
        Optional<BigDecimal> cost =
                quantity.map(amount -> amount.multiply(price.listPrice()).setScale(COST_SCALE, RoundingMode.HALF_EVEN));
        return new Estimate(work, quantity, cost, price.currency(), inputs, missing);
    }

    private Optional<BigDecimal> quantity(EndedWork work, Map<String, String> inputs) {
        Optional<BigDecimal> book = Calibration.basis(work, true);
        boolean byTheBook = book.isPresent();
        Optional<Calibration.Factor> learned = calibration.factor(work, byTheBook);
        learned.ifPresent(factor -> {
            inputs.put("calibration", factor.factor().toPlainString());
            inputs.put("calibrated_by", String.valueOf(factor.samples()));
        });
        inputs.put("basis", byTheBook ? "rate" : learned.isPresent() ? "earlier bills" : "none");
        if (learned.isEmpty()) {
            return book.isPresent() ? book.map(Estimator::rounded) : byNodes(work, inputs);
        }
        return Calibration.basis(work, byTheBook)
                .map(basis -> rounded(basis.multiply(learned.get().factor())));
    }

    private Optional<BigDecimal> byNodes(EndedWork work, Map<String, String> inputs) {
        Optional<BigDecimal> perHour = calibration.perHour(work);
        perHour.ifPresent(rate -> {
            inputs.put("basis", "earlier bills of its node types");
            inputs.put("dbu_per_hour", rate.stripTrailingZeros().toPlainString());
        });
        return perHour.map(rate -> rounded(Calibration.hours(work).multiply(rate)));
    }

    private static BigDecimal rounded(BigDecimal quantity) {
        return quantity.setScale(QUANTITY_SCALE, RoundingMode.HALF_EVEN);
    }
}
