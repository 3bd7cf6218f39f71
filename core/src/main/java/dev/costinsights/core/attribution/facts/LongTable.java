package dev.costinsights.core.attribution.facts;

import java.util.Arrays;

/**
 * Rows of a few longs, a row's side by side: facts are looked up in any order, and most of a look-up is waiting for memory,
 * which this does once a row and not once a column. Grows page by page, as {@link LongColumn} does.
 */
final class LongTable {

    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;

    private final int width;
    private long[][] pages = new long[4][];

    LongTable(int width) {
        this.width = width;
    }

    long get(int row, int column) {
        return pages[row >>> PAGE_BITS][(row & PAGE - 1) * width + column];
    }

    /** The first of two ints in one place. */
    int first(int row, int column) {
        return (int) (get(row, column) >>> 32);
    }

    /** The second of two ints in one place. */
    int second(int row, int column) {
        return (int) get(row, column);
    }

    void set(int row, int column, long value) {
        int page = row >>> PAGE_BITS;
        if (page >= pages.length || pages[page] == null) {
            add(page);
        }
        pages[page][(row & PAGE - 1) * width + column] = value;
    }

    void set(int row, int column, int first, int second) {
        set(row, column, (long) first << 32 | (second & 0xFFFF_FFFFL));
    }

    void setFirst(int row, int column, int first) {
        set(row, column, first, second(row, column));
    }

    void setSecond(int row, int column, int second) {
        set(row, column, first(row, column), second);
    }

    private void add(int page) {
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, page * 2);
        }
        pages[page] = new long[PAGE * width];
    }
}
