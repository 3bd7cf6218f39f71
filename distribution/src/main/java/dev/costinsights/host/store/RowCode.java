package dev.costinsights.host.store;

import dev.costinsights.core.spi.SourceColumn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A row as bytes: two rows are equal when their bytes are, and the order of the bytes is the order of the rows, column by
 * column, null first.
 */
final class RowCode {

    private static final byte NULL = 0;
    private static final byte VALUE = 1;
    private static final byte ESCAPED_ZERO = (byte) 0xFF;
    private static final long SIGN = Long.MIN_VALUE;

    private RowCode() {}

    /** Whether a column's values are numbers rather than texts. */
    static boolean isNumber(SourceColumn.Type type) {
        return switch (type) {
            case INTEGER, BOOLEAN, TIMESTAMP, DATE -> true;
            case TEXT, JSON, DECIMAL, DOUBLE -> false;
        };
    }

    /** Makes rows, one after the other. One thread. */
    static final class Writer {
        private static final int LEAST = 1 << 9;

        private byte[] buffer = new byte[LEAST];
        private int length;

        /** @param texts and {@code numbers} hold the values of their columns; a number counts where {@code present} says so */
        byte[] encode(List<SourceColumn> columns, String[] texts, long[] numbers, boolean[] present) {
            length = 0;
            for (int i = 0; i < texts.length; i++) {
                if (isNumber(columns.get(i).type())) {
                    number(present[i], numbers[i]);
                } else {
                    text(texts[i]);
                }
            }
            return Arrays.copyOf(buffer, length);
        }

        private void number(boolean isPresent, long value) {
            room(1 + Long.BYTES);
            if (!isPresent) {
                buffer[length++] = NULL;
                return;
            }
            buffer[length++] = VALUE;
            long ordered = value ^ SIGN;
            for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                buffer[length++] = (byte) (ordered >>> shift);
            }
        }

        private void text(String text) {
            if (text == null) {
                room(1);
                buffer[length++] = NULL;
                return;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            // Each zero takes two.
            room(2 * bytes.length + 3);
            buffer[length++] = VALUE;
            int from = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == 0) {
                    copy(bytes, from, at + 1);
                    buffer[length++] = ESCAPED_ZERO;
                    from = at + 1;
                }
            }
            copy(bytes, from, bytes.length);
            buffer[length++] = 0;
            buffer[length++] = 0;
        }

        private void copy(byte[] bytes, int from, int to) {
            System.arraycopy(bytes, from, buffer, length, to - from);
            length += to - from;
        }

        private void room(int bytes) {
            if (buffer.length - length < bytes) {
                buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + bytes));
            }
        }
    }

    /** Reads the values of a row back, in the order of its columns. */
    static final class Reader {
        private final byte[] row;
        private int at;

        Reader(byte[] row) {
            this.row = row;
        }

        /** Whether the next value is there; null takes no more than this call. */
        boolean isPresent() {
            return row[at++] == VALUE;
        }

        long number() {
            long ordered = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                ordered = (ordered << 8) | (row[at++] & 0xFF);
            }
            return ordered ^ SIGN;
        }

        String text() {
            int start = at;
            boolean escaped = false;
            while (row[at] != 0 || row[at + 1] != 0) {
                if (row[at] == 0) {
                    escaped = true;
                    at++;
                }
                at++;
            }
            String text = escaped ? unescaped(start, at) : new String(row, start, at - start, StandardCharsets.UTF_8);
            at += 2;
            return text;
        }

        private String unescaped(int from, int to) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
            for (int i = from; i < to; i++) {
                plain.write(row[i]);
                if (row[i] == 0) {
                    i++;
                }
            }
            return plain.toString(StandardCharsets.UTF_8);
        }
    }
}
