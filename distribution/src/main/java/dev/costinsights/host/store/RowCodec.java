package dev.costinsights.host.store;

import dev.costinsights.core.spi.SourceColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A row as bytes: value by value, each with a mark for null. Equal rows have equal bytes, so rows can be compared, sorted
 * and hashed as bytes.
 */
final class RowCodec {

    private static final int LONG_BYTES = 8;

    private final boolean[] isNumber;
    private final String[] texts;
    private final long[] numbers;
    private final boolean[] present;
    private byte[] bytes = new byte[1 << 10];
    private int size;

    RowCodec(List<SourceColumn> columns) {
        isNumber = new boolean[columns.size()];
        texts = new String[columns.size()];
        numbers = new long[columns.size()];
        present = new boolean[columns.size()];
        for (int i = 0; i < isNumber.length; i++) {
            isNumber[i] = isNumber(columns.get(i).type());
        }
    }

    /** Whether values of a type are handed over as numbers. */
    static boolean isNumber(SourceColumn.Type type) {
        return switch (type) {
            case INTEGER, BOOLEAN, TIMESTAMP, DATE -> true;
            case TEXT, JSON, DECIMAL, DOUBLE -> false;
        };
    }

    void text(int column, String value) {
        if (isNumber[column]) {
            throw new IllegalArgumentException("column " + column + " holds numbers, not '" + value + "'");
        }
        texts[column] = value;
        present[column] = value != null;
    }

    void number(int column, long value) {
        if (!isNumber[column]) {
            throw new IllegalArgumentException("column " + column + " holds texts, not " + value);
        }
        numbers[column] = value;
        present[column] = true;
    }

    /** Encodes the row that was set and forgets it; see {@link #bytes} and {@link #size}. */
    void encode() {
        size = 0;
        for (int i = 0; i < present.length; i++) {
            if (!present[i]) {
                room(1);
                bytes[size++] = 0;
            } else if (isNumber[i]) {
                room(1 + LONG_BYTES);
                bytes[size++] = 1;
                for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                    bytes[size++] = (byte) (numbers[i] >>> shift);
                }
            } else {
                byte[] text = texts[i].getBytes(StandardCharsets.UTF_8);
                room(1 + Integer.BYTES + text.length);
                bytes[size++] = 1;
                for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                    bytes[size++] = (byte) (text.length >>> shift);
                }
                System.arraycopy(text, 0, bytes, size, text.length);
                size += text.length;
            }
            texts[i] = null;
            present[i] = false;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Takes a row apart. */
    void decode(byte[] from, int at, Target target) {
        int position = at;
        for (int i = 0; i < isNumber.length; i++) {
            boolean isPresent = from[position++] != 0;
            if (!isPresent) {
                target.missing(i);
            } else if (isNumber[i]) {
                target.number(i, whole(from, position, LONG_BYTES));
                position += LONG_BYTES;
            } else {
                int length = (int) whole(from, position, Integer.BYTES);
                position += Integer.BYTES;
                target.text(i, new String(from, position, length, StandardCharsets.UTF_8));
                position += length;
            }
        }
    }

    /** Takes the values of a row. */
    interface Target {
        void text(int column, String value);

        void number(int column, long value);

        void missing(int column);
    }

    private static long whole(byte[] from, int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << Byte.SIZE) | (from[at + i] & 0xFF);
        }
        return value;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
