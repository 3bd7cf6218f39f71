package dev.costinsights.host.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte array that grows, with the number formats that Parquet uses. */
final class Bytes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] array;
    private int size;

    Bytes(int capacity) {
        array = new byte[Math.max(16, capacity)];
    }

    int size() {
        return size;
    }

    byte[] array() {
        return array;
    }

    int getInt(int at) {
        return (int) INT.get(array, at);
    }

    void clear() {
        size = 0;
    }

    /** Takes back what was put after the given size. */
    void truncate(int shorter) {
        size = shorter;
    }

    void put(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(4);
        INT.set(array, size, value);
        size += 4;
    }

    void putLong(long value) {
        reserve(8);
        LONG.set(array, size, value);
        size += 8;
    }

    /** The lowest bytes of a number, the highest of them first. */
    void putLowBytes(long value, int bytes) {
        reserve(Long.BYTES);
        BIG_LONG.set(array, size, value << (Long.SIZE - Byte.SIZE * bytes));
        size += bytes;
    }

    /** Seven bits a byte, the lowest first. */
    void putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            array[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
    }

    void put(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, array, size, length);
        size += length;
    }

    void put(Bytes other) {
        put(other.array, 0, other.size);
    }

    /** The text in UTF-8, after its length as four bytes: how Parquet writes a string. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) copies Latin-1 text without an array between
    void putString(String text) {
        if (isAscii(text)) {
            int length = text.length();
            putInt(length);
            reserve(length);
            text.getBytes(0, length, array, size);
            size += length;
            return;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        putInt(encoded.length);
        put(encoded, 0, encoded.length);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(array, 0, size);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private void reserve(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(Math.addExact(size, more), Math.min(array.length, 1 << 29) * 2));
        }
    }
}
