package dev.costinsights.workspace.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.workspace.company.Price;
import dev.costinsights.workspace.company.PriceBook;
import dev.costinsights.workspace.company.Sku;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceBookTest {
    private static final Sku SKU = new Sku("PREMIUM_JOBS_COMPUTE", "AWS", "DBU");

    @Test
    void aChargeIsRoundedHalfEvenAtTwelveDecimals() {
        PriceBook book = new PriceBook(List.of(price(0, Price.OPEN, "0.5")));
        assertEquals(Map.of("USD", BigInteger.ZERO), book.charges(SKU, 0, 10, new BigDecimal("0.000000000001")));
        assertEquals(Map.of("USD", BigInteger.TWO), book.charges(SKU, 0, 10, new BigDecimal("0.000000000003")));
    }

    @Test
    void aRecordOverAPriceChangeIsSplitInProportionToTimeAndSumsExactly() {
        PriceBook book = new PriceBook(List.of(price(0, 5, "1"), price(5, Price.OPEN, "2")));
        // A third of the quantity rounds down in its own unit; the rest goes to the second part.
        BigDecimal quantity = new BigDecimal("0.000000000000000001");
        assertEquals(Map.of("USD", BigInteger.ZERO), book.charges(SKU, 2, 11, quantity));
        assertEquals(Map.of("USD", new BigInteger("15000000000000")), book.charges(SKU, 0, 10, BigDecimal.TEN));
    }

    @Test
    void aRetractionIsTheMirrorOfItsRecord() {
        PriceBook book = new PriceBook(List.of(price(0, 7, "0.3333"), price(7, Price.OPEN, "0.7777")));
        BigDecimal quantity = new BigDecimal("1.234567890123456789");
        BigInteger charge = book.charges(SKU, 3, 20, quantity).get("USD");
        assertEquals(Map.of("USD", charge.negate()), book.charges(SKU, 3, 20, quantity.negate()));
    }

    @Test
    void theNewestStartWinsAndAHoleIsUnpriced() {
        PriceBook book = new PriceBook(List.of(price(0, 5, "1"), price(2, 5, "3"), price(8, Price.OPEN, "1")));
        assertEquals(Map.of("USD", new BigInteger("3000000000000")), book.charges(SKU, 3, 4, BigDecimal.ONE));
        assertEquals(Map.of(), book.charges(SKU, 5, 8, BigDecimal.ONE));
        assertEquals(Map.of("USD", new BigInteger("500000000000")), book.charges(SKU, 6, 10, BigDecimal.ONE));
    }

    private static Price price(long start, long end, String amount) {
        BigDecimal value = new BigDecimal(amount);
        return new Price(SKU, "USD", start, end, value, null, value);
    }
}
