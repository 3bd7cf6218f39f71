package dev.costinsights.host.parquet;

/** Parquet's mixture of run lengths and bit packing for small numbers: dictionary codes and definition levels. */
final class RunLengths {

    private static final int GROUP = 8;

    private RunLengths() {}

    /** Bits that the codes 0 to {@code count - 1} need. */
    static int width(int count) {
        return count <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(count - 1);
    }

    /** Appends {@code values[0..count)}, each below 2<sup>width</sup>. */
    static void write(int[] values, int count, int width, Bytes out) {
        int packedFrom = 0;
        int at = 0;
        while (at < count) {
            int value = values[at];
            int end = at + 1;
            while (end < count && values[end] == value) {
                end++;
            }
            // Bit packing goes by eights, so a run lends the values that complete the group before it.
            int lent = (GROUP - (at - packedFrom) % GROUP) % GROUP;
            if (end - at - lent >= GROUP) {
                pack(values, packedFrom, at + lent, width, out);
                run(value, end - at - lent, width, out);
                packedFrom = end;
            }
            at = end;
        }
        pack(values, packedFrom, count, width, out);
    }

    /** One run; also how a page says that nothing in it is null. */
    static void run(int value, int length, int width, Bytes out) {
        out.putVarint((long) length << 1);
        for (int bits = 0; bits < width; bits += 8) {
            out.put(value >>> bits);
        }
    }

    private static void pack(int[] values, int from, int to, int width, Bytes out) {
        if (from == to) {
            return;
        }
        int groups = (to - from + GROUP - 1) / GROUP;
        out.putVarint((long) groups << 1 | 1);
        long buffer = 0;
        int filled = 0;
        for (int i = from; i < from + groups * GROUP; i++) {
            long value = i < to ? values[i] : 0;
            buffer |= value << filled;
            filled += width;
            while (filled >= 8) {
                out.put((int) buffer);
                buffer >>>= 8;
                filled -= 8;
            }
        }
    }
}
