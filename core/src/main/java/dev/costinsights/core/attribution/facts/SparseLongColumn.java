package dev.costinsights.core.attribution.facts;

import java.util.Arrays;

/** A column of longs of which most rows have one value: pages of nothing else are not there. */
final class SparseLongColumn {

    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;

    private final long usual;
    private long[][] pages = new long[4][];

    /** @param usual the value of rows that were never set */
    SparseLongColumn(long usual) {
        this.usual = usual;
    }

    long get(int row) {
        int page = row >>> PAGE_BITS;
        return page >= pages.length || pages[page] == null ? usual : pages[page][row & PAGE - 1];
    }

    void set(int row, long value) {
        int page = row >>> PAGE_BITS;
        if (value == usual && (page >= pages.length || pages[page] == null)) {
            return;
        }
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, page * 2);
        }
        if (pages[page] == null) {
            pages[page] = new long[PAGE];
            Arrays.fill(pages[page], usual);
        }
        pages[page][row & PAGE - 1] = value;
    }
}
