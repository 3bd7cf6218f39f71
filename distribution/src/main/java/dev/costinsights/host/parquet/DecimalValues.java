package dev.costinsights.host.parquet;

/**
 * Decimals as Parquet wants them, 16 bytes each with the highest first, packed as Snappy while they arrive.
 *
 * <p>Neighbours share their leading bytes (zeros, most of them). Snappy can say "the next n bytes are those of 16 bytes
 * ago", so the packing needs no search: a comparison of two numbers finds what a general compressor hashes for.
 */
final class DecimalValues {

    private static final int VALUE = ColumnType.DECIMAL_BYTES;
    private static final int LONGEST_COPY = 64;
    private static final int SHORTEST_COPY = 4;
    private static final int SHORT_COPY_LIMIT = 12;

    private final Bytes packed = new Bytes(1 << 16);
    private long lastHigh;
    private long lastLow;
    private int pendingCopy;
    private int count;

    int count() {
        return count;
    }

    void clear() {
        packed.clear();
        pendingCopy = 0;
        count = 0;
    }

    /** Appends the 128-bit number {@code high * 2^64 + low}. */
    void add(long high, long low) {
        int shared = count == 0 ? 0 : shared(high, low);
        count++;
        lastHigh = high;
        lastLow = low;
        if (shared == VALUE) {
            pendingCopy += VALUE;
            return;
        }
        flushCopy();
        if (shared < SHORTEST_COPY) {
            shared = 0;
        } else {
            copy(shared);
        }
        packed.put((VALUE - shared - 1) << 2);
        if (shared < Long.BYTES) {
            packed.putLowBytes(high, Long.BYTES - shared);
            packed.putLowBytes(low, Long.BYTES);
        } else {
            packed.putLowBytes(low, VALUE - shared);
        }
    }

    /** Writes a page's Snappy block: {@code before} as it is, then the values. */
    void writeTo(Bytes before, Bytes out) {
        flushCopy();
        out.putVarint((long) before.size() + (long) count * VALUE);
        literal(before, out);
        out.put(packed);
    }

    private int shared(long high, long low) {
        return high != lastHigh
                ? Long.numberOfLeadingZeros(high ^ lastHigh) >>> 3
                : 8 + (Long.numberOfLeadingZeros(low ^ lastLow) >>> 3);
    }

    private void flushCopy() {
        while (pendingCopy > 0) {
            int length = Math.min(pendingCopy, LONGEST_COPY);
            copy(length);
            pendingCopy -= length;
        }
    }

    private void copy(int length) {
        if (length < SHORT_COPY_LIMIT) {
            packed.put(1 | (length - SHORTEST_COPY) << 2);
            packed.put(VALUE);
        } else {
            packed.put(2 | (length - 1) << 2);
            packed.put(VALUE);
            packed.put(0);
        }
    }

    private static void literal(Bytes bytes, Bytes out) {
        int length = bytes.size();
        if (length == 0) {
            return;
        }
        if (length <= 60) {
            out.put((length - 1) << 2);
        } else {
            out.put(63 << 2);
            out.putInt(length - 1);
        }
        out.put(bytes);
    }
}
