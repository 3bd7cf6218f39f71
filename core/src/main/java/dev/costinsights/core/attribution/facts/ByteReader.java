package dev.costinsights.core.attribution.facts;

import java.nio.charset.StandardCharsets;

/** Takes apart what a {@link ByteWriter} wrote. */
final class ByteReader {

    private byte[] bytes;
    private int at;

    /** Goes to a place in an array, which must not change while it is read. */
    ByteReader at(byte[] array, int place) {
        bytes = array;
        at = place;
        return this;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    long getLong() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    String latin(int length) {
        String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        at += length;
        return text;
    }

    String chars(int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) ((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF));
            at += 2;
        }
        return new String(chars);
    }
}
