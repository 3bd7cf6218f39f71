package dev.costinsights.core.attribution.pricing;

import static dev.costinsights.core.RandomCases.forAll;
import static dev.costinsights.core.attribution.pricing.PriceFacts.HOUR;
import static dev.costinsights.core.attribution.pricing.PriceFacts.at;
import static dev.costinsights.core.attribution.pricing.PriceFacts.book;
import static dev.costinsights.core.attribution.pricing.PriceFacts.discount;
import static dev.costinsights.core.attribution.pricing.PriceFacts.list;
import static dev.costinsights.core.attribution.pricing.PriceFacts.parts;
import static dev.costinsights.core.attribution.pricing.PriceFacts.price;
import static dev.costinsights.core.attribution.pricing.PriceFacts.since;
import static dev.costinsights.core.model.PriceSource.ACCOUNT;
import static dev.costinsights.core.model.PriceSource.CONTRACT;
import static dev.costinsights.core.model.PriceSource.EFFECTIVE_LIST;
import static dev.costinsights.core.model.PriceSource.LIST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which of several prices and discounts wins. A price reads {@code [list/]effective source [flags]}. */
class PricePrecedenceTest {

    private static final Price CONTRACT_4 = usd(CONTRACT, "4");
    private static final Price ACCOUNT_5 = usd(ACCOUNT, "5");
    private static final Price EFFECTIVE_8 = usd(EFFECTIVE_LIST, "8");
    private static final Price LIST_10 = usd(LIST, "10");
    private static final Discount HALF = discount("*", "50");

    @Test
    void theEffectiveListPriceIsTheListPriceAndPlainListPricesStandIn() {
        assertEquals("8 EFFECTIVE_LIST", at(book(LIST_10, EFFECTIVE_8), 5));
        assertEquals("10 LIST", at(book(LIST_10), 5));
    }

    @Test
    void contractBeatsAccountBeatsDiscountBeatsList() {
        assertEquals("8/4 CONTRACT", at(book(List.of(LIST_10, EFFECTIVE_8, ACCOUNT_5, CONTRACT_4), HALF), 5));
        assertEquals("8/5 ACCOUNT", at(book(List.of(LIST_10, EFFECTIVE_8, ACCOUNT_5), HALF), 5));
        assertEquals("8/4 EFFECTIVE_LIST", at(book(List.of(LIST_10, EFFECTIVE_8), HALF), 5));
        assertEquals("10/5 LIST", at(book(List.of(LIST_10), HALF), 5));
        assertEquals("unpriced", at(book(List.of(), HALF), 5));
    }

    @Test
    void withoutAListPriceTheContractOrAccountPriceStandsIn() {
        assertEquals("4 CONTRACT LIST_PRICE_MISSING", at(book(List.of(CONTRACT_4, ACCOUNT_5), HALF), 5));
        assertEquals("5 ACCOUNT LIST_PRICE_MISSING", at(book(List.of(ACCOUNT_5), HALF), 5));
    }

    @Test
    void ofSeveralPricesTheNewestStartWinsAndTheRowIsAmbiguous() {
        PriceBook book = book(list("9", since(0)), list("7", since(HOUR)));
        assertEquals("9 LIST", at(book, HOUR - 1));
        assertEquals("7 LIST AMBIGUOUS_PRICE", at(book, HOUR));
    }

    @Test
    void ofSeveralPricesWithOneStartTheLargerAmountWins() {
        assertEquals(
                "9 LIST AMBIGUOUS_PRICE", at(book(list("7", since(0)), list("9", since(0)), list("8", since(0))), 5));
    }

    @Test
    void aFactThatIsReadTwiceIsNotAmbiguous() {
        assertEquals("0.7 LIST", at(book(list("0.70", since(0)), list("0.7", since(0)), list("0.70", since(0))), 5));
    }

    @Test
    void pricesOfDifferentSourcesAreNotAmbiguous() {
        assertEquals("8/4 CONTRACT", at(book(LIST_10, EFFECTIVE_8, ACCOUNT_5, CONTRACT_4), 5));
    }

    @Test
    void ambiguityInASourceThatIsNotUsedIsNotTold() {
        Price alsoListed = usd(LIST, "11");
        assertEquals("8 EFFECTIVE_LIST", at(book(LIST_10, alsoListed, EFFECTIVE_8), 5));
        Price alsoAccount = usd(ACCOUNT, "6");
        assertEquals("10/4 CONTRACT", at(book(LIST_10, ACCOUNT_5, alsoAccount, CONTRACT_4), 5));
        assertEquals("11/4 CONTRACT AMBIGUOUS_PRICE", at(book(LIST_10, alsoListed, CONTRACT_4), 5));
    }

    @Test
    void aPriceForTheCloudOrTheAccountBeatsOneForAnyThoughItIsOlder() {
        Price anyCloud = price(CONTRACT, "", "", "USD", "3", since(HOUR));
        Price thisCloud = price(CONTRACT, "", "AWS", "USD", "4", since(0));
        Price thisAccount = price(CONTRACT, "acc", "", "USD", "5", since(0));
        Price otherAccount = price(CONTRACT, "other", "AWS", "USD", "6", since(0));
        assertEquals("10/4 CONTRACT", at(book(LIST_10, anyCloud, thisCloud, otherAccount), HOUR));
        assertEquals("10/5 CONTRACT", at(book(LIST_10, anyCloud, thisAccount, otherAccount), HOUR));
        assertEquals("10/5 CONTRACT", at(book(LIST_10, anyCloud, thisCloud, thisAccount), HOUR));
    }

    @Test
    void ofSeveralDiscountsTheLongestPatternWins() {
        assertEquals("10/8 LIST", at(book(List.of(LIST_10), discount("*", "50"), discount("SQ*", "20")), 5));
        assertEquals("10/5 LIST", at(book(List.of(LIST_10), discount("*", "50"), discount("JOBS*", "20")), 5));
    }

    @Test
    void ofSeveralDiscountsOfOneLengthTheNewestStartThenTheLargerPercentageWins() {
        Discount old = new Discount("S*", "", since(0), new BigDecimal("50"));
        Discount newer = new Discount("*L", "", since(HOUR), new BigDecimal("20"));
        Discount sameStart = new Discount("S*", "", since(HOUR), new BigDecimal("30"));
        assertEquals("10/5 LIST", at(book(List.of(LIST_10), old, newer), HOUR - 1));
        assertEquals("10/8 LIST", at(book(List.of(LIST_10), old, newer), HOUR));
        assertEquals("10/7 LIST", at(book(List.of(LIST_10), old, newer, sameStart), HOUR));
    }

    @Test
    void aDiscountHoldsInItsTimeAndCloudOnlyAndCutsTheRecord() {
        Discount hour = new Discount("*", "AWS", new TimeSpan(HOUR, 2 * HOUR), new BigDecimal("12.5"));
        Discount elsewhere = new Discount("SQL", "AZURE", since(0), new BigDecimal("90"));
        assertEquals(
                List.of(
                        "[0, 3600000000) 10 LIST",
                        "[3600000000, 7200000000) 10/8.75 LIST",
                        "[7200000000, 10800000000) 10 LIST"),
                parts(book(List.of(LIST_10), hour, elsewhere), new TimeSpan(0, 3 * HOUR)));
    }

    @Test
    void aDiscountOfNothingDoesNotCutAndOneOfEverythingMakesFree() {
        Discount nothing = new Discount("*", "", new TimeSpan(HOUR, 2 * HOUR), BigDecimal.ZERO);
        assertEquals(
                List.of("[0, 10800000000) 10 LIST"), parts(book(List.of(LIST_10), nothing), new TimeSpan(0, 3 * HOUR)));
        assertEquals("10/0 LIST", at(book(List.of(LIST_10), discount("*", "100.00")), 5));
    }

    @Test
    void theOrderOfAddingDoesNotMatterAndRepeatedFactsNeither() {
        forAll(2_000, random -> {
            List<Price> prices = new ArrayList<>();
            List<Discount> discounts = new ArrayList<>();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                prices.add(randomPrice(random));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                discounts.add(new Discount(
                        pick(random, "*", "SQL", "S*", "*L"),
                        pick(random, "", "AWS", "GCP"),
                        validity(random),
                        BigDecimal.valueOf(random.nextInt(3) * 10L)));
            }
            TimeSpan span = new TimeSpan(random.nextInt(5) * HOUR, (5 + random.nextInt(5)) * HOUR);
            List<String> parts = parts(book(prices, discounts.toArray(Discount[]::new)), span);
            prices.addAll(prices.subList(0, random.nextInt(prices.size())));
            discounts.addAll(List.copyOf(discounts));
            Collections.shuffle(prices, new Random(random.nextLong()));
            Collections.shuffle(discounts, new Random(random.nextLong()));
            assertEquals(parts, parts(book(prices, discounts.toArray(Discount[]::new)), span));
        });
    }

    @Test
    void thePartsOfARecordLeaveNothingOutAndNeighboursDiffer() {
        forAll(2_000, random -> {
            List<Price> prices = new ArrayList<>();
            for (int i = random.nextInt(10); i > 0; i--) {
                prices.add(randomPrice(random));
            }
            TimeSpan span = new TimeSpan(random.nextInt(5) * HOUR, (5 + random.nextInt(5)) * HOUR);
            PriceBook book = book(prices, discount("*", "10"));
            List<PricedSpan> parts = book.cut(PriceFacts.sql("acc", "AWS"), span);
            long reached = span.startMicros();
            PricedSpan before = null;
            for (PricedSpan part : parts) {
                assertEquals(reached, part.span().startMicros());
                reached = part.span().endMicros();
                for (long micros : new long[] {part.span().startMicros(), reached - 1}) {
                    PricedSpan point = book.cut(PriceFacts.sql("acc", "AWS"), new TimeSpan(micros, micros))
                            .get(0);
                    assertEquals(part.effectivePrice(), point.effectivePrice());
                    assertEquals(part.source(), point.source());
                }
                if (before != null && part.source() == before.source()) {
                    assertTrue(part.listPrice().compareTo(before.listPrice()) != 0
                            || part.effectivePrice().compareTo(before.effectivePrice()) != 0);
                }
                before = part;
            }
            assertEquals(span.endMicros(), reached);
        });
    }

    private static Price randomPrice(SplittableRandom random) {
        return price(
                PriceSource.values()[random.nextInt(4)],
                pick(random, "", "acc", "other"),
                pick(random, "", "AWS", "GCP"),
                pick(random, "USD", "EUR"),
                pick(random, "0.7", "0.70", "1", "2"),
                validity(random));
    }

    private static TimeSpan validity(SplittableRandom random) {
        long start = random.nextInt(10) * HOUR;
        long gap = random.nextInt(3) * TimeSpan.SECOND;
        return random.nextInt(3) == 0 ? since(start) : new TimeSpan(start, start + random.nextInt(5) * HOUR - gap);
    }

    private static String pick(SplittableRandom random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static Price usd(PriceSource source, String amount) {
        return price(source, "", "AWS", "USD", amount, since(0));
    }
}
