package dev.costinsights.host.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The distinct whole numbers of a column in the current row group. They are found again in arrays: starts and ends differ
 * in nearly every row of many bills, and an object for each would be most of what a row leaves behind.
 */
final class NumberDictionary implements Dictionary {

    private static final int LEAST_PLACES = 1 << 8;

    private final boolean wide;
    private final Bytes values = new Bytes(1 << 8);
    /** By code. */
    private long[] numbers = new long[LEAST_PLACES / 2];
    /** Codes at the place of their number or behind it; at least half of the places are free. */
    private int[] places = free(LEAST_PLACES);

    private int count;
    private long last;
    private int lastCode = NULL;
    private long least;
    private long greatest;

    /** @param type decides between 32 and 64 bits */
    NumberDictionary(ColumnType type) {
        this.wide = type.physical() == ColumnType.BIGINT.physical();
    }

    /** The number's code. */
    int code(long number) {
        if (lastCode != NULL && number == last) {
            return lastCode;
        }
        int at = place(number);
        while (places[at] != NULL && numbers[places[at]] != number) {
            at = at + 1 & places.length - 1;
        }
        last = number;
        lastCode = places[at] != NULL ? places[at] : add(number, at);
        return lastCode;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Bytes values() {
        return values;
    }

    @Override
    public void clear() {
        Arrays.fill(places, NULL);
        values.clear();
        count = 0;
        lastCode = NULL;
    }

    @Override
    public byte[][] bounds() {
        return count == 0 ? null : new byte[][] {plain(least), plain(greatest)};
    }

    private int add(long number, int place) {
        int code = count++;
        least = code == 0 ? number : Math.min(least, number);
        greatest = code == 0 ? number : Math.max(greatest, number);
        numbers[code] = number;
        places[place] = code;
        if (wide) {
            values.putLong(number);
        } else {
            values.putInt(Math.toIntExact(number));
        }
        if (count == numbers.length) {
            grow();
        }
        return code;
    }

    private void grow() {
        numbers = Arrays.copyOf(numbers, 2 * count);
        places = free(4 * count);
        for (int code = 0; code < count; code++) {
            int at = place(numbers[code]);
            while (places[at] != NULL) {
                at = at + 1 & places.length - 1;
            }
            places[at] = code;
        }
    }

    private int place(long number) {
        long mixed = (number ^ number >>> 32) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & places.length - 1;
    }

    private static int[] free(int places) {
        int[] free = new int[places];
        Arrays.fill(free, NULL);
        return free;
    }

    private byte[] plain(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(wide ? 8 : 4).order(ByteOrder.LITTLE_ENDIAN);
        return (wide ? bytes.putLong(number) : bytes.putInt(Math.toIntExact(number))).array();
    }
}
