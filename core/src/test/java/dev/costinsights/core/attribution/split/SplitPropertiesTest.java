package dev.costinsights.core.attribution.split;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.Int128;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds of the kernel (method, section 4), on more than a million random splits, sizes at the edges among them. */
class SplitPropertiesTest {

    private static final BigInteger[] EDGES = {
        BigInteger.ZERO,
        BigInteger.ONE,
        BigInteger.TWO,
        BigInteger.TWO.pow(31),
        BigInteger.TWO.pow(32).subtract(BigInteger.ONE),
        BigInteger.TWO.pow(32),
        BigInteger.valueOf(Long.MAX_VALUE - 1),
        BigInteger.valueOf(Long.MAX_VALUE),
        BigInteger.TWO.pow(63),
        BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
        BigInteger.TWO.pow(64),
        BigInteger.TWO.pow(64).add(BigInteger.ONE),
        BigInteger.TWO.pow(126),
        BigInteger.TWO.pow(127).subtract(BigInteger.ONE),
    };

    private static final long[] WEIGHTS = {
        0,
        1,
        2,
        0x7FFF_FFFFL,
        0x8000_0000L,
        0xFFFF_FFFFL,
        0x1_0000_0000L,
        Long.MAX_VALUE / 2,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
    };

    @Test
    void everyShareIsTheDifferenceOfTwoRoundedPrefixes() {
        forAll(500_000, random -> {
            Int128 amount = amount(random);
            long[] weights = weights(random);
            assertEquals(Arrays.asList(formula(amount, weights)), Arrays.asList(Shares.of(amount, weights)));
        });
    }

    @Test
    void theSharesAddUpToTheAmountAndNoneIsAUnitAwayFromItsFraction() {
        forAll(200_000, random -> {
            Int128 amount = amount(random);
            long[] weights = weights(random);
            BigInteger total = total(weights);
            Int128 sum = Int128.ZERO;
            Int128[] shares = Shares.of(amount, weights);
            for (int i = 0; i < weights.length; i++) {
                sum = sum.plus(shares[i]);
                // |a - N*w/W| < 1, without a fraction: |a*W - N*w| < W
                BigInteger error = shares[i]
                        .toBigInteger()
                        .multiply(total)
                        .subtract(amount.toBigInteger().multiply(BigInteger.valueOf(weights[i])));
                assertTrue(error.abs().compareTo(total) < 0);
                if (weights[i] == 0) {
                    assertSame(Int128.ZERO, shares[i]);
                }
            }
            assertEquals(amount, sum);
        });
    }

    @Test
    void theNegatedAmountGivesTheNegatedShares() {
        forAll(100_000, random -> {
            Int128 amount = amount(random);
            long[] weights = weights(random);
            Int128[] negated = Arrays.stream(Shares.of(amount, weights))
                    .map(Int128::negate)
                    .toArray(Int128[]::new);
            assertArrayEquals(negated, Shares.of(amount.negate(), weights));
        });
    }

    @Test
    void itemsOfOneWeightDifferByAtMostOneUnit() {
        forAll(100_000, random -> {
            Int128 amount = amount(random);
            Int128[] shares = Shares.equally(amount, 1 + random.nextInt(20));
            Int128 smallest = Collections.min(Arrays.asList(shares));
            Int128 largest = Collections.max(Arrays.asList(shares));
            assertTrue(largest.minus(smallest).compareTo(Int128.of(1)) <= 0);
        });
    }

    @Test
    void theOrderOfArrivalDoesNotMatterOnceTheItemsAreSorted() {
        record Item(long start, String id, long weight) {}
        forAll(100_000, random -> {
            Int128 amount = amount(random);
            long[] weights = weights(random);
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < weights.length; i++) {
                items.add(new Item(random.nextInt(3), "item-" + i, weights[i]));
            }
            Comparator<Item> canonical = Comparator.comparingLong(Item::start).thenComparing(Item::id);
            items.sort(canonical);
            Int128[] shares =
                    Shares.of(amount, items.stream().mapToLong(Item::weight).toArray());
            Collections.shuffle(items, new Random(random.nextLong()));
            items.sort(canonical);
            assertArrayEquals(
                    shares,
                    Shares.of(amount, items.stream().mapToLong(Item::weight).toArray()));
        });
    }

    @Test
    void smallTotalsGiveTheSameThroughEitherPath() {
        forAll(100_000, random -> {
            Int128 amount = amount(random);
            long[] weights = weights(random);
            BigInteger total = total(weights);
            Split fast = Split.of(amount, total);
            ExactSplit exact = new ExactSplit(amount, total);
            for (long weight : weights) {
                assertEquals(exact.next(BigInteger.valueOf(weight)), fast.next(BigInteger.valueOf(weight)));
            }
        });
    }

    private static Int128[] formula(Int128 amount, long[] weights) {
        BigInteger total = total(weights);
        BigInteger magnitude = amount.toBigInteger().abs();
        Int128[] shares = new Int128[weights.length];
        BigInteger prefix = BigInteger.ZERO;
        for (int i = 0; i < weights.length; i++) {
            BigInteger before = magnitude.multiply(prefix).divide(total);
            prefix = prefix.add(BigInteger.valueOf(weights[i]));
            BigInteger share = magnitude.multiply(prefix).divide(total).subtract(before);
            shares[i] = Int128.of(amount.signum() < 0 ? share.negate() : share);
        }
        return shares;
    }

    private static Int128 amount(SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            BigInteger edge = EDGES[random.nextInt(EDGES.length)];
            return Int128.of(random.nextBoolean() ? edge : edge.negate());
        }
        long high = random.nextInt(3) == 0 ? 0 : random.nextLong() >> random.nextInt(1, 64);
        return high == 0 ? Int128.of(random.nextLong() >> random.nextInt(64)) : new Int128(high, random.nextLong());
    }

    /** One to ten weights, not all of them 0. */
    private static long[] weights(SplittableRandom random) {
        long[] weights = new long[1 + random.nextInt(10)];
        int bits = 1 + random.nextInt(63);
        boolean edges = random.nextInt(4) == 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = edges
                    ? WEIGHTS[random.nextInt(WEIGHTS.length)]
                    : random.nextInt(5) == 0 ? 0 : random.nextLong() >>> (64 - bits);
        }
        if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
            weights[random.nextInt(weights.length)] = 1;
        }
        return weights;
    }

    private static BigInteger total(long[] weights) {
        return Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
