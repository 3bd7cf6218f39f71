package dev.costinsights.core.attribution.pricing;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.costinsights.core.model.Int128;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static final BigInteger LIMIT = BigInteger.TEN.pow(38);

    @Test
    void aCostIsQuantityTimesPrice() {
        assertEquals(new BigDecimal("3.675000000000"), cost("5.25", "0.70"));
        assertEquals(new BigDecimal("-3.675000000000"), cost("-5.25", "0.70"));
        assertEquals(new BigDecimal("1234567.800000000000"), cost("12345678", "0.1"));
        assertEquals(new BigDecimal("70000000000.000000000000"), cost("100000000000", "0.7"));
    }

    @Test
    void aTieGoesToTheEvenUnit() {
        assertEquals(new BigDecimal("0.000000000000"), cost("0.0000000000005", "1"));
        assertEquals(new BigDecimal("0.000000000002"), cost("0.0000000000015", "1"));
        assertEquals(new BigDecimal("0.000000000002"), cost("0.0000000000025", "1"));
        assertEquals(new BigDecimal("-0.000000000002"), cost("-0.0000000000025", "1"));
        assertEquals(new BigDecimal("-0.000000000004"), cost("-0.0000000000035", "1"));
    }

    @Test
    void aTieThatSomethingTipsIsNoTie() {
        assertEquals(new BigDecimal("0.000000000001"), cost("0.000000000000500001", "1"));
        assertEquals(new BigDecimal("0.000000000000"), cost("0.000000000000499999", "1"));
        assertEquals(new BigDecimal("0.000000000003"), cost("0.0000000000025", "1.000000000001"));
    }

    @Test
    void roundingUpCarriesIntoTheUpperHalf() {
        BigDecimal quantity = new BigDecimal("18446744.073709551615500000");
        assertEquals(
                new BigDecimal(BigInteger.TWO.pow(64), 12),
                Pricing.cost(Int128.unscaled(quantity, 18), BigDecimal.ONE).toDecimal(12));
    }

    @Test
    void nothingCostsNothingAndAFreeUnitTooHoweverTheyAreWritten() {
        assertSame(Int128.ZERO, Pricing.cost(Int128.ZERO, new BigDecimal("0.7")));
        assertSame(Int128.ZERO, Pricing.cost(Int128.of(5), BigDecimal.ZERO));
        assertSame(Int128.ZERO, Pricing.cost(Int128.of(5), new BigDecimal("0E-30")));
        assertSame(Int128.ZERO, Pricing.cost(Int128.of(5), new BigDecimal("0E+999999999")));
    }

    @Test
    void theSameNumberCostsTheSameHoweverItIsWritten() {
        Int128 quantity = Int128.unscaled(new BigDecimal("123.456"), 18);
        Int128 expected = Int128.unscaled(new BigDecimal("1234.56"), 12);
        for (String ten :
                new String[] {"10", "1E+1", "10.0", "10.000000000000000000", "10.0000000000000000000000000"}) {
            assertEquals(expected, Pricing.cost(quantity, new BigDecimal(ten)), ten);
        }
    }

    @Test
    void aCostOfMoreThan38DigitsIsRefused() {
        Int128 unit = Int128.unscaled(BigDecimal.ONE, 18);
        assertEquals(
                new BigDecimal("99999999999999999999999999.000000000000"),
                Pricing.cost(unit, new BigDecimal("99999999999999999999999999")).toDecimal(12));
        assertThrows(ArithmeticException.class, () -> Pricing.cost(unit, new BigDecimal("1E+26")));
        assertThrows(ArithmeticException.class, () -> Pricing.cost(unit.negate(), new BigDecimal("1E+26")));
        assertThrows(ArithmeticException.class, () -> Pricing.cost(unit, new BigDecimal("1E+999999999")));
        assertThrows(
                ArithmeticException.class,
                () -> Pricing.cost(unit, new BigDecimal("99999999999999999999999999.9999999999995")));
    }

    @Test
    void theFirstCostOf39DigitsIsRefusedHoweverItComesAbout() {
        Int128 largest = new Int128(Long.MAX_VALUE, -1);
        assertThrows(ArithmeticException.class, () -> Pricing.cost(largest, new BigDecimal("1E+6")));
        assertEquals(
                BigInteger.TEN.pow(37).multiply(BigInteger.valueOf(9)),
                Pricing.cost(Int128.of(1), new BigDecimal("9E+43")).toBigInteger());
        assertThrows(ArithmeticException.class, () -> Pricing.cost(Int128.of(1), new BigDecimal("1E+44")));
    }

    @Test
    void theNumbersWithoutAPositiveCounterpartAreNoSpecialCase() {
        Int128 smallest = new Int128(Long.MIN_VALUE, 0);
        assertEquals(
                new BigDecimal(BigInteger.TWO.pow(127).negate(), 18).setScale(12, RoundingMode.HALF_EVEN),
                Pricing.cost(smallest, BigDecimal.ONE).toDecimal(12));
        assertEquals(
                new BigDecimal("-27670116110564327.424000000000"),
                Pricing.cost(Int128.unscaled(new BigDecimal("3"), 18), BigDecimal.valueOf(Long.MIN_VALUE, 3))
                        .toDecimal(12));
    }

    @Test
    void aPriceTooSmallToMatterCostsNothing() {
        Int128 largest = new Int128(Long.MAX_VALUE, -1);
        assertSame(Int128.ZERO, Pricing.cost(largest, new BigDecimal("1E-999999999")));
        assertSame(Int128.ZERO, Pricing.cost(largest, new BigDecimal("1E-40")));
        assertEquals(Int128.of(170), Pricing.cost(largest, new BigDecimal("1E-30")));
    }

    @Test
    void everyCostIsTheExactProductRoundedHalfEvenOrIsRefused() {
        forAll(300_000, random -> {
            Int128 quantity = Int128.of(signed(random, 127));
            BigDecimal price = new BigDecimal(signed(random, 1 + random.nextInt(100)), random.nextInt(40) - 4);
            BigInteger expected = new BigDecimal(quantity.toBigInteger(), 6)
                    .multiply(price)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .toBigInteger();
            if (expected.abs().compareTo(LIMIT) >= 0) {
                assertThrows(ArithmeticException.class, () -> Pricing.cost(quantity, price));
            } else {
                assertEquals(expected, Pricing.cost(quantity, price).toBigInteger());
            }
        });
    }

    @Test
    void usualQuantitiesAndPricesGiveTheExactProductTiesIncluded() {
        forAll(300_000, random -> {
            Int128 quantity = Int128.of(signed(random, 80));
            BigDecimal price = BigDecimal.valueOf(random.nextInt(1 << random.nextInt(1, 31)), random.nextInt(13));
            if (random.nextBoolean()) {
                // Multiples of half a unit of the cost.
                quantity =
                        Int128.of(BigInteger.valueOf(random.nextInt(1_000_000)).multiply(BigInteger.valueOf(500_000)));
                price = BigDecimal.valueOf(random.nextInt(1, 100));
            }
            BigInteger expected = new BigDecimal(quantity.toBigInteger(), 6)
                    .multiply(price)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .toBigInteger();
            assertEquals(expected, Pricing.cost(quantity, price).toBigInteger());
        });
    }

    private static BigInteger signed(SplittableRandom random, int mostBits) {
        BigInteger magnitude = new BigInteger(1 + random.nextInt(mostBits), new Random(random.nextLong()));
        return random.nextBoolean() ? magnitude : magnitude.negate();
    }

    private static BigDecimal cost(String quantity, String price) {
        return Pricing.cost(Int128.unscaled(new BigDecimal(quantity), 18), new BigDecimal(price))
                .toDecimal(12);
    }
}
