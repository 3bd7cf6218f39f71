package dev.costinsights.host.parquet;

/** Parquet's mixture of run lengths and bit packing for small numbers: dictionary codes and definition levels. */
final class RunLengths {

    private static final int GROUP = 8;

    private RunLengths() {}

    /** Bits that the codes 0 to {@code count - 1} need. */
    static int width(int count) {
        return count <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(count - 1);
    }

    /** Appends codes that are each below 2<sup>width</sup>. */
    static void write(CodeRuns codes, int width, Bytes out) {
        // What is not written yet, from the start of a run on.
        int pendingRun = 0;
        int pending = 0;
        for (int run = 0; run < codes.count(); run++) {
            int length = codes.length(run);
            // Bit packing goes by eights, so a run lends the values that complete the group before it.
            int lent = (GROUP - pending % GROUP) % GROUP;
            if (length - lent >= GROUP) {
                pack(codes, pendingRun, pending + lent, width, out);
                run(codes.code(run), length - lent, width, out);
                pendingRun = run + 1;
                pending = 0;
            } else {
                pending += length;
            }
        }
        pack(codes, pendingRun, pending, width, out);
    }

    /** One run; also how a page says that nothing in it is null. */
    static void run(int value, int length, int width, Bytes out) {
        out.putVarint((long) length << 1);
        for (int bits = 0; bits < width; bits += 8) {
            out.put(value >>> bits);
        }
    }

    /** Packs values from the start of a run on; the last group is filled with zeros. */
    private static void pack(CodeRuns codes, int from, int values, int width, Bytes out) {
        if (values == 0) {
            return;
        }
        int groups = (values + GROUP - 1) / GROUP;
        out.putVarint((long) groups << 1 | 1);
        long buffer = 0;
        int filled = 0;
        int run = from;
        int left = values;
        while (left > 0) {
            long value = codes.code(run);
            int times = Math.min(left, codes.length(run));
            for (int i = 0; i < times; i++) {
                buffer |= value << filled;
                filled += width;
                while (filled >= Byte.SIZE) {
                    out.put((int) buffer);
                    buffer >>>= Byte.SIZE;
                    filled -= Byte.SIZE;
                }
            }
            left -= times;
            run++;
        }
        for (int bits = (groups * GROUP - values) * width + filled; bits > 0; bits -= Byte.SIZE) {
            out.put((int) buffer);
            buffer = 0;
        }
    }
}
