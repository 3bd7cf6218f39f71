package dev.costinsights.host.parquet;

import java.nio.charset.StandardCharsets;

/**
 * Thrift's compact protocol, writing only: what Parquet's page headers and footer are made of. Fields of a struct must
 * come in ascending order of their ids.
 */
final class CompactThrift {

    static final int I32 = 5;
    static final int BINARY = 8;
    static final int STRUCT = 12;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int SHORT_LIST = 15;
    private static final int I64 = 6;
    private static final int LIST = 9;
    private static final int DEEPEST = 16;

    private final Bytes out;
    private final int[] lastIds = new int[DEEPEST];
    private int depth;

    CompactThrift(Bytes out) {
        this.out = out;
    }

    void i32(int id, int value) {
        header(id, I32);
        element(value);
    }

    void i64(int id, long value) {
        header(id, I64);
        out.putVarint(value << 1 ^ value >> 63);
    }

    void bool(int id, boolean value) {
        header(id, value ? TRUE : FALSE);
    }

    void binary(int id, byte[] value) {
        header(id, BINARY);
        out.putVarint(value.length);
        out.put(value, 0, value.length);
    }

    void text(int id, String value) {
        binary(id, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens a struct as a field; {@link #end} closes it. */
    void begin(int id) {
        header(id, STRUCT);
        begin();
    }

    /** Opens a struct as the whole message or as an element of a list. */
    void begin() {
        depth++;
        lastIds[depth] = 0;
    }

    void end() {
        out.put(0);
        depth--;
    }

    /** A struct without fields. */
    void empty(int id) {
        begin(id);
        end();
    }

    /** The elements follow, each written as {@code type} is. */
    void list(int id, int type, int count) {
        header(id, LIST);
        if (count < SHORT_LIST) {
            out.put(count << 4 | type);
        } else {
            out.put(0xF0 | type);
            out.putVarint(count);
        }
    }

    /** An i32 in a list. */
    void element(int value) {
        out.putVarint((value << 1 ^ value >> 31) & 0xFFFF_FFFFL);
    }

    /** A string in a list. */
    void element(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.putVarint(bytes.length);
        out.put(bytes, 0, bytes.length);
    }

    private void header(int id, int type) {
        int delta = id - lastIds[depth];
        if (delta <= 0 || delta > 15) {
            throw new IllegalStateException("field " + id + " after field " + lastIds[depth]);
        }
        out.put(delta << 4 | type);
        lastIds[depth] = id;
    }
}
