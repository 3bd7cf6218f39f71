package dev.costinsights.host.parquet;

/**
 * What a column holds. Every column may be null.
 *
 * @param physical Parquet's number of the physical type
 * @param scale decimals after the point; only for decimals
 */
public record ColumnType(Kind kind, int physical, int scale) {

    /** UTF-8 text. */
    public static final ColumnType TEXT = new ColumnType(Kind.TEXT, 6, 0);

    /** 32-bit integer. */
    public static final ColumnType INTEGER = new ColumnType(Kind.INTEGER, 1, 0);

    /** 64-bit integer. */
    public static final ColumnType BIGINT = new ColumnType(Kind.BIGINT, 2, 0);

    /** Days since the epoch. */
    public static final ColumnType DATE = new ColumnType(Kind.DATE, 1, 0);

    /** Microseconds since the epoch, in UTC. */
    public static final ColumnType TIMESTAMP = new ColumnType(Kind.TIMESTAMP, 2, 0);

    /** True or false. */
    public static final ColumnType FLAG = new ColumnType(Kind.FLAG, 0, 0);

    /** What a value means. */
    public enum Kind {
        TEXT,
        INTEGER,
        BIGINT,
        DATE,
        TIMESTAMP,
        DECIMAL,
        FLAG
    }

    static final int DECIMAL_BYTES = 16;
    static final int DECIMAL_DIGITS = 38;

    /** {@code DECIMAL(38, scale)}. */
    public static ColumnType decimal(int scale) {
        return new ColumnType(Kind.DECIMAL, 7, scale);
    }

    /** Writes the column's entry in the footer's schema. */
    void describe(String name, CompactThrift thrift) {
        thrift.begin();
        thrift.i32(1, physical);
        if (kind == Kind.DECIMAL) {
            thrift.i32(2, DECIMAL_BYTES);
        }
        thrift.i32(3, 1);
        thrift.text(4, name);
        switch (kind) {
            case TEXT -> {
                thrift.i32(6, 0);
                thrift.begin(10);
                thrift.empty(1);
                thrift.end();
            }
            case DECIMAL -> {
                thrift.i32(6, 5);
                thrift.i32(7, scale);
                thrift.i32(8, DECIMAL_DIGITS);
                thrift.begin(10);
                thrift.begin(5);
                thrift.i32(1, scale);
                thrift.i32(2, DECIMAL_DIGITS);
                thrift.end();
                thrift.end();
            }
            case DATE -> {
                thrift.i32(6, 6);
                thrift.begin(10);
                thrift.empty(6);
                thrift.end();
            }
            case TIMESTAMP -> {
                thrift.i32(6, 10);
                thrift.begin(10);
                thrift.begin(8);
                thrift.bool(1, true);
                thrift.begin(2);
                thrift.empty(2);
                thrift.end();
                thrift.end();
                thrift.end();
            }
            case INTEGER, BIGINT, FLAG -> {}
        }
        thrift.end();
    }
}
