package dev.costinsights.core.attribution.split;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.costinsights.core.model.Int128;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kernel on examples that can be followed by hand. The properties are in {@link SplitPropertiesTest}. */
class SplitTest {

    @Test
    void oneItemGetsTheWholeAmount() {
        assertEquals(amount(-17), Split.of(amount(-17), 3).next(3));
    }

    @Test
    void aHundredUnitsOverThreeEqualItemsAre33And33And34() {
        assertArrayEquals(amounts(33, 33, 34), Shares.equally(amount(100), 3));
    }

    @Test
    void aNegativeAmountGivesTheNegatedShares() {
        assertArrayEquals(amounts(-33, -33, -34), Shares.equally(amount(-100), 3));
    }

    @Test
    void fewerUnitsThanItemsGoWhereThePrefixReachesAWholeUnit() {
        assertArrayEquals(amounts(0, 0, 1, 0, 1), Shares.equally(amount(2), 5));
    }

    @Test
    void theShareFollowsTheWeightAndAnItemWithoutWeightGetsNothing() {
        assertArrayEquals(amounts(10, 0, 30, 20), Shares.of(amount(60), 1, 0, 3, 2));
    }

    @Test
    void anAmountOfZeroGivesZeros() {
        Int128[] shares = Shares.of(new Int128(0, 0), 5, 0, 7);
        Stream.of(shares).forEach(share -> assertSame(Int128.ZERO, share));
    }

    @Test
    void aShareOfNothingIsTheConstantZero() {
        assertSame(Int128.ZERO, Split.of(amount(1), 2).next(1));
        assertSame(Int128.ZERO, Split.of(amount(-1), 2).next(1));
        assertSame(Int128.ZERO, Split.of(amount(1), 2).next(0));
    }

    @Test
    void theOrderOfTheItemsDecidesWhoGetsTheOddUnit() {
        Int128[] ascending = Shares.of(amount(10), 1, 2, 3);
        Int128[] descending = Shares.of(amount(10), 3, 2, 1);
        assertArrayEquals(amounts(1, 4, 5), ascending);
        assertArrayEquals(amounts(5, 3, 2), descending);
        assertNotEquals(ascending[1], descending[1]);
    }

    @Test
    void anOverlapOfTwoExecutionsOnSixtyDollarsIsFiftyFiveAndFive() {
        // A [0, 60) and B [20, 30): segments of 20, 10 and 30 minutes, the middle one shared by both.
        Int128[] segments = Shares.of(dollars(60), 20, 10, 30);
        Int128[] shared = Shares.equally(segments[1], 2);
        assertEquals(dollars(55), segments[0].plus(shared[0]).plus(segments[2]));
        assertEquals(dollars(5), shared[1]);
    }

    @Test
    void anHourWithIdleTimeIsTenAndThirtyAndTwentyIdle() {
        // A [0, 20) and B [0, 40) on 60 $ an hour.
        Int128[] segments = Shares.of(dollars(60), 20, 20, 20);
        Int128[] shared = Shares.equally(segments[0], 2);
        assertEquals(dollars(10), shared[0]);
        assertEquals(dollars(30), shared[1].plus(segments[1]));
        assertEquals(dollars(20), segments[2]);
    }

    @Test
    void amountsOfAll127BitsAreSplitExactly() {
        BigInteger limit = BigInteger.TWO.pow(127);
        assertArrayEquals(
                new Int128[] {
                    Int128.of(limit.shiftRight(1).negate()),
                    Int128.of(limit.shiftRight(1).negate())
                },
                Shares.equally(Int128.of(limit.negate()), 2));
        assertEquals(
                Int128.of(limit.negate()),
                Split.of(Int128.of(limit.negate()), Long.MAX_VALUE).next(Long.MAX_VALUE));
        Int128 largest = Int128.of(limit.subtract(BigInteger.ONE));
        assertArrayEquals(new Int128[] {largest, Int128.ZERO}, Shares.of(largest, Long.MAX_VALUE, 0));
    }

    @Test
    void weightsMayAddUpToMoreThanALongHolds() {
        long[] weights = new long[5];
        Arrays.fill(weights, Long.MAX_VALUE);
        assertArrayEquals(amounts(20, 20, 20, 20, 20), Shares.of(amount(100), weights));
        BigInteger half = BigInteger.TWO.pow(200);
        Split split = Split.of(amount(-7), half.shiftLeft(1));
        assertEquals(amount(-3), split.next(half));
        assertEquals(amount(-4), split.next(half));
    }

    @Test
    void aTotalThatIsNotPositiveIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Split.of(amount(1), 0));
        assertThrows(IllegalArgumentException.class, () -> Split.of(amount(1), -1));
        assertThrows(IllegalArgumentException.class, () -> Split.of(amount(1), BigInteger.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> Split.of(amount(1), BigInteger.TWO.pow(90).negate()));
    }

    @Test
    void aNegativeWeightIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> Split.of(amount(1), 5).next(-1));
        BigInteger negative = BigInteger.TWO.pow(70).negate();
        assertThrows(
                IllegalArgumentException.class, () -> Split.of(amount(1), 5).next(negative));
    }

    @Test
    void weightsBeyondTheTotalAreRefused() {
        Split small = Split.of(amount(1), 5);
        small.next(3);
        assertThrows(IllegalStateException.class, () -> small.next(3));
        assertThrows(IllegalStateException.class, () -> small.next(Long.MAX_VALUE));
        assertThrows(IllegalStateException.class, () -> small.next(BigInteger.TWO.pow(64)));
        Split large = Split.of(amount(1), BigInteger.TWO.pow(64));
        large.next(Long.MAX_VALUE);
        assertThrows(IllegalStateException.class, () -> large.next(BigInteger.TWO.pow(64)));
    }

    private static Int128 amount(long units) {
        return Int128.of(units);
    }

    private static Int128 dollars(long dollars) {
        return Int128.of(dollars * 1_000_000_000_000L);
    }

    private static Int128[] amounts(long... units) {
        return Arrays.stream(units).mapToObj(Int128::of).toArray(Int128[]::new);
    }
}
