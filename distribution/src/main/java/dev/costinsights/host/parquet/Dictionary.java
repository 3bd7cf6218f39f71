package dev.costinsights.host.parquet;

/** The distinct values of a column in the current row group. */
interface Dictionary {

    /** The code that stands for null. */
    int NULL = -1;

    /** Longer values make no bounds: a reader would gain nothing. */
    int LONGEST_BOUND = 64;

    int count();

    /** The values in order of their codes, as Parquet's PLAIN encoding. */
    Bytes values();

    void clear();

    /** Least and greatest value as PLAIN without a length, or null. */
    byte[][] bounds();
}
