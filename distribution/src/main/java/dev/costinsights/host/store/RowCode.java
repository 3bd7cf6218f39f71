package dev.costinsights.host.store;

import dev.costinsights.core.spi.SourceColumn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A row as bytes: two rows are equal when their bytes are, and the order of the bytes is the order of the rows, column by
 * column, null first.
 */
final class RowCode {

    private static final int NULL = 0;
    private static final int VALUE = 1;
    private static final int ESCAPED_ZERO = 0xFF;
    private static final long SIGN = Long.MIN_VALUE;

    private RowCode() {}

    /** Whether a column's values are numbers rather than texts. */
    static boolean isNumber(SourceColumn.Type type) {
        return switch (type) {
            case INTEGER, BOOLEAN, TIMESTAMP, DATE -> true;
            case TEXT, JSON, DECIMAL, DOUBLE -> false;
        };
    }

    /** @param texts and {@code numbers} hold the values of their columns; a number counts where {@code present} says so */
    static byte[] encode(List<SourceColumn> columns, String[] texts, long[] numbers, boolean[] present) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        for (int i = 0; i < texts.length; i++) {
            if (isNumber(columns.get(i).type())) {
                number(present[i], numbers[i], out);
            } else {
                text(texts[i], out);
            }
        }
        return out.toByteArray();
    }

    private static void number(boolean present, long value, ByteArrayOutputStream out) {
        if (!present) {
            out.write(NULL);
            return;
        }
        out.write(VALUE);
        long ordered = value ^ SIGN;
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (ordered >>> shift));
        }
    }

    private static void text(String text, ByteArrayOutputStream out) {
        if (text == null) {
            out.write(NULL);
            return;
        }
        out.write(VALUE);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                out.write(bytes, from, at + 1 - from);
                out.write(ESCAPED_ZERO);
                from = at + 1;
            }
        }
        out.write(bytes, from, bytes.length - from);
        out.write(0);
        out.write(0);
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
