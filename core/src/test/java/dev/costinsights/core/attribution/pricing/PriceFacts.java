package dev.costinsights.core.attribution.pricing;

import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Prices of one SKU, {@code SQL} in {@code DBU}, and what a book makes of them, in words. */
final class PriceFacts {

    static final long HOUR = 3_600 * TimeSpan.SECOND;
    static final long DAY = 24 * HOUR;

    private PriceFacts() {}

    static Price price(
            PriceSource source, String account, String cloud, String currency, String amount, TimeSpan validity) {
        return new Price(source, account, cloud, "SQL", "DBU", currency, validity, new BigDecimal(amount));
    }

    static Price list(String amount, TimeSpan validity) {
        return price(PriceSource.LIST, "", "AWS", "USD", amount, validity);
    }

    static Discount discount(String pattern, String percent) {
        return new Discount(pattern, "", since(0), new BigDecimal(percent));
    }

    static TimeSpan since(long startMicros) {
        return new TimeSpan(startMicros, TimeSpan.FOREVER);
    }

    static PriceBook book(Price... prices) {
        return book(List.of(prices));
    }

    static PriceBook book(List<Price> prices, Discount... discounts) {
        PriceBook.Builder builder = PriceBook.builder();
        prices.forEach(builder::add);
        List.of(discounts).forEach(builder::add);
        return builder.build();
    }

    static PriceBook book(String currency, Price... prices) {
        PriceBook.Builder builder = PriceBook.builder().currency(Optional.of(currency));
        List.of(prices).forEach(builder::add);
        return builder.build();
    }

    static UsageOrigin sql(String account, String cloud) {
        return UsageOrigin.builder()
                .accountId(account)
                .cloud(cloud)
                .skuName("SQL")
                .usageUnit("DBU")
                .build();
    }

    /** The price at an instant: {@code [list/]effective source [currency] [flags]}, dollars unsaid. */
    static String at(PriceBook book, long micros) {
        List<PricedSpan> parts = book.cut(sql("acc", "AWS"), new TimeSpan(micros, micros));
        return words(parts.get(0));
    }

    static List<String> parts(PriceBook book, TimeSpan span) {
        return book.cut(sql("acc", "AWS"), span).stream()
                .map(part ->
                        "[" + part.span().startMicros() + ", " + part.span().endMicros() + ") " + words(part))
                .toList();
    }

    private static String words(PricedSpan part) {
        if (part.source() == PriceSource.NONE) {
            return "unpriced";
        }
        String list = part.listPrice().toPlainString();
        String effective = part.effectivePrice().toPlainString();
        StringBuilder words = new StringBuilder(list.equals(effective) ? list : list + "/" + effective);
        words.append(' ').append(part.source());
        if (!part.currency().equals("USD")) {
            words.append(' ').append(part.currency());
        }
        for (Flag flag : part.flags()) {
            words.append(' ').append(flag);
        }
        return words.toString();
    }
}
