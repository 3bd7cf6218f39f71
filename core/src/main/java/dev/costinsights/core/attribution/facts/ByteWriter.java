package dev.costinsights.core.attribution.facts;

import java.util.Arrays;

/** Bytes under construction; cleared and used again. */
final class ByteWriter {

    private byte[] bytes = new byte[256];
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Seven bits a byte, the lowest first; a negative number takes ten bytes. */
    void putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void putLong(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) copies Latin-1 text without an array between
    void putLatin(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, size);
        size += text.length();
    }

    void putChars(String text) {
        reserve(Math.multiplyExact(text.length(), 2));
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) (text.charAt(i) >>> 8);
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.addExact(size, Math.max(size, more)));
        }
    }
}
