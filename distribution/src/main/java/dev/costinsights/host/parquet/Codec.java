package dev.costinsights.host.parquet;

/** How the bytes of a column are packed. */
enum Codec {
    /** Texts: dictionaries hold what repeats, and the rest is ids, in which a compressor finds nothing to repeat. */
    NONE(0),
    /** Decimals, which come packed already, see {@link DecimalValues}. */
    SNAPPY(1);

    final int number;

    Codec(int number) {
        this.number = number;
    }
}
