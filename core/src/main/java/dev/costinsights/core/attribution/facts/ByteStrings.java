package dev.costinsights.core.attribution.facts;

import java.util.Arrays;

/**
 * Numbers equal strings of bytes once, and keeps them end to end in pages: a million of them are a few arrays for the
 * collector of garbage, and not millions of objects.
 */
final class ByteStrings {

    private static final int PAGE = 1 << 16;

    private byte[][] pages = new byte[4][];
    private int page = -1;
    private int end;

    private int size;
    /** Page and place in the page of each, where its length stands as a varint and then the bytes. */
    private final LongColumn places = new LongColumn();

    private RowIndex index = new RowIndex(1024);
    private final ByteReader lengths = new ByteReader();

    int size() {
        return size;
    }

    /** The number of the bytes that were written; those that are new get the next one. */
    int number(ByteWriter written) {
        int length = written.size();
        int hash = hash(written.bytes(), length);
        int known = index.find(hash, number -> isEqual(number, written));
        if (known >= 0) {
            return known;
        }
        int prefix = prefix(length);
        if (page < 0 || pages[page].length - end < prefix + length) {
            addPage(prefix + length);
        }
        places.set(size, (long) page << 32 | end);
        for (int rest = length; ; rest >>>= 7) {
            pages[page][end++] = (byte) (rest > 0x7F ? rest | 0x80 : rest);
            if (rest <= 0x7F) {
                break;
            }
        }
        System.arraycopy(written.bytes(), 0, pages[page], end, length);
        end += length;
        index.put(hash, size);
        return size++;
    }

    /** Goes to the first byte of a string. */
    ByteReader read(int number, ByteReader reader) {
        long place = places.get(number);
        reader.at(pages[(int) (place >>> 32)], (int) place).varint();
        return reader;
    }

    /** Nothing is numbered afterwards. */
    void seal() {
        index = null;
    }

    private boolean isEqual(int number, ByteWriter written) {
        long place = places.get(number);
        byte[] known = pages[(int) (place >>> 32)];
        long length = lengths.at(known, (int) place).varint();
        int from = (int) place + prefix((int) length);
        return length == written.size()
                && Arrays.equals(known, from, from + (int) length, written.bytes(), 0, written.size());
    }

    private void addPage(int needed) {
        if (++page == pages.length) {
            pages = Arrays.copyOf(pages, page * 2);
        }
        pages[page] = new byte[Math.max(PAGE, needed)];
        end = 0;
    }

    /** Bytes that a length takes as a varint. */
    private static int prefix(int length) {
        return Math.max(1, (38 - Integer.numberOfLeadingZeros(length)) / 7);
    }

    private static int hash(byte[] bytes, int length) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + bytes[i];
        }
        return RowIndex.mix(hash);
    }
}
