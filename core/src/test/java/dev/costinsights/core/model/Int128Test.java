package dev.costinsights.core.model;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class Int128Test {

    private static final BigInteger LIMIT = BigInteger.TWO.pow(127);
    private static final Int128 LARGEST = Int128.of(LIMIT.subtract(BigInteger.ONE));
    private static final Int128 SMALLEST = Int128.of(LIMIT.negate());
    private static final Int128 ONE = Int128.of(1);

    private static final BigInteger[] EDGES = {
        BigInteger.ZERO,
        BigInteger.ONE,
        BigInteger.ONE.negate(),
        BigInteger.valueOf(Long.MAX_VALUE),
        BigInteger.valueOf(Long.MIN_VALUE),
        BigInteger.TWO.pow(63),
        BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE),
        BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
        BigInteger.TWO.pow(64),
        BigInteger.TWO.pow(64).negate(),
        BigInteger.TWO.pow(126),
        LIMIT.subtract(BigInteger.ONE),
        LIMIT.negate(),
    };

    @Test
    void everyIntegerOf128BitsComesBackAsItWas() {
        forAll(100_000, random -> {
            BigInteger value = value(random);
            Int128 number = Int128.of(value);
            assertEquals(value, number.toBigInteger());
            assertEquals(value.toString(), number.toString());
            assertEquals(value.signum(), number.signum());
            assertEquals(value.signum() == 0, number.isZero());
            assertEquals(value.bitLength() < 64, number.isLong());
        });
    }

    @Test
    void aLongIsTheSameNumber() {
        for (long value : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertEquals(Int128.of(BigInteger.valueOf(value)), Int128.of(value));
            assertTrue(Int128.of(value).isLong());
        }
        assertFalse(Int128.of(BigInteger.TWO.pow(63)).isLong());
        assertSame(Int128.ZERO, Int128.of(0));
    }

    @Test
    void sumsAndDifferencesAreExactOrRefused() {
        forAll(200_000, random -> {
            BigInteger a = value(random);
            BigInteger b = value(random);
            assertExact(a.add(b), () -> Int128.of(a).plus(Int128.of(b)));
            assertExact(a.subtract(b), () -> Int128.of(a).minus(Int128.of(b)));
            assertExact(a.negate(), () -> Int128.of(a).negate());
        });
    }

    @Test
    void numbersAreInTheOrderOfTheirValues() {
        forAll(100_000, random -> {
            BigInteger a = value(random);
            BigInteger b = value(random);
            assertEquals(a.compareTo(b), Integer.signum(Int128.of(a).compareTo(Int128.of(b))));
            assertEquals(a.equals(b), Int128.of(a).equals(Int128.of(b)));
        });
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(ArithmeticException.class, () -> LARGEST.plus(ONE));
        assertThrows(ArithmeticException.class, () -> SMALLEST.minus(ONE));
        assertThrows(ArithmeticException.class, SMALLEST::negate);
        assertThrows(ArithmeticException.class, () -> Int128.of(LIMIT));
        assertThrows(ArithmeticException.class, () -> Int128.of(LIMIT.negate().subtract(BigInteger.ONE)));
        assertThrows(ArithmeticException.class, () -> Int128.unscaled(new BigDecimal("1E+30"), 18));
        assertEquals(SMALLEST.plus(ONE), LARGEST.negate());
    }

    @Test
    void aDecimalIsItsNumberOfUnits() {
        assertEquals(Int128.of(1_250_000_000_000L), Int128.unscaled(new BigDecimal("1.25"), 12));
        assertEquals(Int128.of(-3), Int128.unscaled(new BigDecimal("-0.000000000003000"), 12));
        assertEquals(new BigDecimal("-0.000000000003"), Int128.of(-3).toDecimal(12));
        assertEquals(
                new BigDecimal("99999999999999999999.999999999999999999"),
                Int128.unscaled(new BigDecimal("99999999999999999999.999999999999999999"), 18)
                        .toDecimal(18));
    }

    @Test
    void aDecimalWithFinerDigitsIsRefused() {
        assertThrows(ArithmeticException.class, () -> Int128.unscaled(new BigDecimal("0.0000000000001"), 12));
    }

    @Test
    void everyNumberComesBackFromItsDecimal() {
        forAll(50_000, random -> {
            Int128 value = Int128.of(value(random));
            int scale = random.nextInt(19);
            assertEquals(value, Int128.unscaled(value.toDecimal(scale), scale));
            assertEquals(scale, value.toDecimal(scale).scale());
        });
    }

    private static void assertExact(BigInteger expected, Supplier<Int128> actual) {
        if (expected.bitLength() > 127) {
            assertThrows(ArithmeticException.class, actual::get);
        } else {
            assertEquals(expected, actual.get().toBigInteger());
        }
    }

    private static BigInteger value(SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return EDGES[random.nextInt(EDGES.length)];
        }
        BigInteger magnitude = new BigInteger(1 + random.nextInt(127), new Random(random.nextLong()));
        return random.nextBoolean() ? magnitude : magnitude.negate();
    }
}
