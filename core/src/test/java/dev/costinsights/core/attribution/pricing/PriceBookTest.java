package dev.costinsights.core.attribution.pricing;

import static dev.costinsights.core.attribution.pricing.PriceFacts.DAY;
import static dev.costinsights.core.attribution.pricing.PriceFacts.HOUR;
import static dev.costinsights.core.attribution.pricing.PriceFacts.at;
import static dev.costinsights.core.attribution.pricing.PriceFacts.book;
import static dev.costinsights.core.attribution.pricing.PriceFacts.list;
import static dev.costinsights.core.attribution.pricing.PriceFacts.parts;
import static dev.costinsights.core.attribution.pricing.PriceFacts.price;
import static dev.costinsights.core.attribution.pricing.PriceFacts.since;
import static dev.costinsights.core.attribution.pricing.PriceFacts.sql;
import static dev.costinsights.core.model.Flag.AMBIGUOUS_PRICE;
import static dev.costinsights.core.model.TimeSpan.FOREVER;
import static dev.costinsights.core.model.TimeSpan.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a price holds, and how a record is cut. Which of several wins is in {@link PricePrecedenceTest}. */
class PriceBookTest {

    @Test
    void aPriceHoldsFromItsStartUntilBeforeItsEndToTheMicrosecond() {
        PriceBook book = book(list("0.70", new TimeSpan(HOUR, 2 * HOUR)));
        assertEquals("unpriced", at(book, HOUR - 1));
        assertEquals("0.7 LIST", at(book, HOUR));
        assertEquals("0.7 LIST", at(book, 2 * HOUR - 1));
        assertEquals("unpriced", at(book, 2 * HOUR));
    }

    @Test
    void aRecordIsCutWhereItsPriceChanges() {
        PriceBook book = book(list("0.70", new TimeSpan(0, HOUR)), list("0.75", since(HOUR)));
        assertEquals(
                List.of("[0, 3600000000) 0.7 LIST", "[3600000000, 5400000000) 0.75 LIST"),
                parts(book, new TimeSpan(0, HOUR + HOUR / 2)));
    }

    @Test
    void aRecordThatEndsWhereThePriceChangesIsNotCut() {
        PriceBook book = book(list("0.70", new TimeSpan(0, HOUR)), list("0.75", since(HOUR)));
        assertEquals(List.of("[0, 3600000000) 0.7 LIST"), parts(book, new TimeSpan(0, HOUR)));
        assertEquals(List.of("[3600000000, 7200000000) 0.75 LIST"), parts(book, new TimeSpan(HOUR, 2 * HOUR)));
        assertEquals(
                List.of("[3599999999, 3600000000) 0.7 LIST", "[3600000000, 3600000001) 0.75 LIST"),
                parts(book, new TimeSpan(HOUR - 1, HOUR + 1)));
    }

    @Test
    void aPriceThatIsRenewedUnchangedDoesNotCut() {
        PriceBook book = book(list("0.70", new TimeSpan(0, HOUR)), list("0.700", since(HOUR)));
        assertEquals(List.of("[0, 7200000000) 0.7 LIST"), parts(book, new TimeSpan(0, 2 * HOUR)));
    }

    @Test
    void aChangeOfTheListPriceCutsThoughTheContractPriceStays() {
        PriceBook book = book(
                list("0.70", new TimeSpan(0, HOUR)),
                list("0.75", since(HOUR)),
                price(PriceSource.CONTRACT, "", "", "USD", "0.60", since(0)));
        assertEquals(
                List.of("[0, 3600000000) 0.7/0.6 CONTRACT", "[3600000000, 7200000000) 0.75/0.6 CONTRACT"),
                parts(book, new TimeSpan(0, 2 * HOUR)));
    }

    @Test
    void aChangeOfTheSourceCutsThoughTheAmountStays() {
        PriceBook book = book(list("0.70", since(0)), price(PriceSource.CONTRACT, "", "", "USD", "0.70", since(HOUR)));
        assertEquals(
                List.of("[0, 3600000000) 0.7 LIST", "[3600000000, 7200000000) 0.7 CONTRACT"),
                parts(book, new TimeSpan(0, 2 * HOUR)));
    }

    @Test
    void aRecordWithoutLengthIsPricedAtItsStartAndComesBackAsItIs() {
        PriceBook book = book(list("0.70", new TimeSpan(0, HOUR)), list("0.75", since(HOUR)));
        assertEquals(List.of("[3600000000, 3600000000) 0.75 LIST"), parts(book, new TimeSpan(HOUR, HOUR)));
        assertEquals(List.of("[3600000001, 5) 0.75 LIST"), parts(book, new TimeSpan(HOUR + 1, 5)));
        assertEquals(List.of("[5, 5) 0.7 LIST"), parts(book, new TimeSpan(5, 5)));
    }

    @Test
    void aGapOfOneSecondBeforeTheNextPriceIsClosed() {
        PriceBook book = book(list("0.70", new TimeSpan(0, DAY - SECOND)), list("0.75", since(DAY)));
        assertEquals("0.7 LIST", at(book, DAY - SECOND));
        assertEquals("0.7 LIST", at(book, DAY - 1));
        assertEquals("0.75 LIST", at(book, DAY));
    }

    @Test
    void aPriceThatIsFollowedAtOnceEndsThereThoughAnotherStartsWithinTheSecond() {
        PriceBook book = book(
                list("0.70", new TimeSpan(0, HOUR)),
                list("0.75", new TimeSpan(HOUR, HOUR + SECOND / 2)),
                list("0.80", since(HOUR + SECOND / 2)));
        assertEquals("0.75 LIST", at(book, HOUR));
    }

    @Test
    void aLongerGapStaysUnpriced() {
        PriceBook book = book(list("0.70", new TimeSpan(0, DAY - SECOND - 1)), list("0.75", since(DAY)));
        assertEquals("0.7 LIST", at(book, DAY - SECOND - 2));
        assertEquals("unpriced", at(book, DAY - SECOND - 1));
        assertEquals("unpriced", at(book, DAY - 1));
        assertEquals(
                List.of(
                        "[86398000000, 86398999999) 0.7 LIST",
                        "[86398999999, 86400000000) unpriced",
                        "[86400000000, 86400000001) 0.75 LIST"),
                parts(book, new TimeSpan(DAY - 2 * SECOND, DAY + 1)));
    }

    @Test
    void theNextPriceOfAnotherKeyClosesNoGap() {
        Price first = price(PriceSource.LIST, "", "AWS", "USD", "0.70", new TimeSpan(0, DAY - SECOND));
        List<Price> others = List.of(
                price(PriceSource.CONTRACT, "", "AWS", "USD", "0.75", since(DAY)),
                price(PriceSource.LIST, "", "GCP", "USD", "0.75", since(DAY)),
                price(PriceSource.LIST, "", "AWS", "EUR", "0.75", since(DAY)),
                price(PriceSource.LIST, "someone", "AWS", "USD", "0.75", since(DAY)));
        for (Price other : others) {
            assertEquals("unpriced", at(book(first, other), DAY - 1), other.toString());
        }
    }

    @Test
    void twoReadingsOfOnePriceOfWhichOneClosesTheGapAreOneFact() {
        PriceBook book = book(
                list("0.70", new TimeSpan(0, DAY - SECOND)),
                list("0.70", new TimeSpan(0, DAY)),
                list("0.75", since(DAY)));
        assertEquals("0.7 LIST", at(book, 0));
    }

    @Test
    void aPriceThatIsNeverValidIsNoPrice() {
        PriceBook book = book(list("0.70", new TimeSpan(HOUR, HOUR)), list("0.75", new TimeSpan(HOUR, 0)));
        assertEquals("unpriced", at(book, HOUR));
        assertEquals(Set.of(), book.currencies());
    }

    @Test
    void anUnpricedPartHasNoCurrencyAndNoPrices() {
        List<PricedSpan> parts = book().cut(sql("acc", "AWS"), new TimeSpan(0, HOUR));
        assertEquals(List.of(new PricedSpan(new TimeSpan(0, HOUR), "", null, null, PriceSource.NONE, Set.of())), parts);
        assertNull(parts.get(0).listPrice());
    }

    @Test
    void aFreeUnitIsPricedAtZero() {
        assertEquals("0 LIST", at(book(list("0.00", since(0))), 5));
    }

    @Test
    void aPriceOfAnotherSkuUnitOrCloudDoesNotCount() {
        PriceBook book = book(
                new Price(PriceSource.LIST, "", "AWS", "OTHER", "DBU", "USD", since(0), BigDecimal.ONE),
                new Price(PriceSource.LIST, "", "AWS", "SQL", "GB", "USD", since(0), BigDecimal.ONE),
                new Price(PriceSource.LIST, "", "GCP", "SQL", "DBU", "USD", since(0), BigDecimal.ONE),
                new Price(PriceSource.ACCOUNT, "other", "AWS", "SQL", "DBU", "USD", since(0), BigDecimal.ONE));
        assertEquals("unpriced", at(book, 5));
    }

    @Test
    void currenciesAreNeverMixed() {
        Price euros = price(PriceSource.CONTRACT, "", "AWS", "EUR", "0.60", since(0));
        Price dollars = price(PriceSource.LIST, "", "AWS", "USD", "0.70", new TimeSpan(0, HOUR));
        assertEquals("0.7 LIST", at(book(euros, dollars), 5));
        assertEquals("unpriced", at(book(euros, dollars), HOUR));
        assertEquals("0.6 CONTRACT EUR LIST_PRICE_MISSING", at(book("EUR", euros, dollars), 5));
        assertEquals("unpriced", at(book("GBP", euros, dollars), 5));
        assertEquals(
                List.of("EUR", "USD"), List.copyOf(book("GBP", euros, dollars).currencies()));
    }

    @Test
    void withoutDollarsTheAlphabeticallyFirstCurrencyCounts() {
        PriceBook book = book(
                price(PriceSource.LIST, "", "AWS", "GBP", "0.60", since(0)),
                price(PriceSource.LIST, "", "AWS", "EUR", "0.65", since(HOUR)));
        assertEquals("unpriced", at(book, 5));
        assertEquals("0.65 LIST EUR", at(book, HOUR));
    }

    @Test
    void flagsAloneDoNotCutAndAPartHasTheFlagsOfAllThatItReachesOver() {
        PriceBook book = book(list("0.70", since(0)), list("0.70", new TimeSpan(HOUR, 2 * HOUR)));
        assertEquals(List.of("[0, 10800000000) 0.7 LIST AMBIGUOUS_PRICE"), parts(book, new TimeSpan(0, 3 * HOUR)));
        assertEquals(List.of("[0, 3600000000) 0.7 LIST"), parts(book, new TimeSpan(0, HOUR)));
    }

    @Test
    void aRecordWithoutAnEndIsPricedToTheEndOfTime() {
        PriceBook book = book(list("0.70", new TimeSpan(0, HOUR)), list("0.75", since(HOUR)));
        assertEquals(
                List.of("[0, 3600000000) 0.7 LIST", "[3600000000, " + FOREVER + ") 0.75 LIST"), parts(book, since(0)));
    }

    @Test
    void anOpenEndHoldsForeverAndDoesNotCloseAGapBeyondIt() {
        PriceBook book = book(list("0.70", since(0)));
        assertEquals("0.7 LIST", at(book, FOREVER - 1));
        assertEquals("unpriced", at(book, FOREVER));
    }

    @Test
    void flagsCannotBeChangedFromOutside() {
        PriceBook book = book(list("0.70", since(0)), list("0.80", since(0)));
        Set<dev.costinsights.core.model.Flag> flags =
                book.cut(sql("acc", "AWS"), new TimeSpan(5, 6)).get(0).flags();
        assertThrows(UnsupportedOperationException.class, () -> flags.remove(AMBIGUOUS_PRICE));
    }

    @Test
    void aPriceWithoutASourceIsRefused() {
        Price nowhere = price(PriceSource.NONE, "", "", "USD", "1", since(0));
        assertThrows(IllegalArgumentException.class, () -> PriceBook.builder().add(nowhere));
    }

    @Test
    void aPromotionLastsUntilTheNextRowOfTheListThoughThatHasNoAppliedPrice() {
        TimeSpan promoted = new TimeSpan(0, HOUR - SECOND);
        PriceBook book = book(
                list("1", promoted),
                price(PriceSource.EFFECTIVE_LIST, "", "AWS", "USD", "0.5", promoted),
                list("1", since(HOUR)));
        assertEquals(
                List.of("[0, 3600000000) 0.5 EFFECTIVE_LIST", "[3600000000, 7200000000) 1 LIST"),
                parts(book, new TimeSpan(0, 2 * HOUR)));
    }

    @Test
    void aDiscountThatEndsASecondBeforeTheNextOfItsPatternHasNoGap() {
        Discount early = new Discount("S*", "", new TimeSpan(0, HOUR - SECOND), BigDecimal.TEN);
        Discount late = new Discount("S*", "", since(HOUR), BigDecimal.valueOf(20));
        Discount other = new Discount("*", "", since(HOUR), BigDecimal.valueOf(20));
        List<Price> prices = List.of(list("1", since(0)));
        TimeSpan span = new TimeSpan(0, 2 * HOUR);

        assertEquals(
                List.of("[0, 3600000000) 1/0.9 LIST", "[3600000000, 7200000000) 1/0.8 LIST"),
                parts(book(prices, early, late), span));
        assertEquals(3, parts(book(prices, early, other), span).size(), "another pattern is another discount");
    }

    @Test
    void negotiatedPricesInAnotherCurrencyThanTheOneThatIsUsedArePassedOver() {
        TimeSpan day = new TimeSpan(0, DAY);
        Price dollars = list("1", since(0));
        Price euros = price(PriceSource.ACCOUNT, "acc", "AWS", "EUR", "0.5", new TimeSpan(HOUR, 2 * HOUR));

        assertEquals(Set.of("EUR"), passedOver(book(dollars, euros), day));
        assertEquals(Set.of(), passedOver(book(dollars, euros), new TimeSpan(2 * HOUR, DAY)), "not valid then");
        assertEquals(Set.of(), passedOver(book("USD", dollars, euros), day), "dollars were asked for");
        Price own = price(PriceSource.CONTRACT, "", "", "USD", "0.8", since(0));
        assertEquals(Set.of(), passedOver(book(dollars, euros, own), day), "dollars were negotiated, too");
        assertEquals(Set.of(), passedOver(book(euros), day), "euros are used");
        assertEquals(Set.of(), book(dollars, euros).passedOver(day), "nothing is billed by it");
    }

    private static Set<String> passedOver(PriceBook book, TimeSpan window) {
        parts(book, window);
        return book.passedOver(window);
    }
}
