package dev.costinsights.core.attribution.facts;

import java.util.Arrays;

/** A column of longs that grows page by page: nothing is copied, and no more than a page is allocated ahead. */
final class LongColumn {

    private static final int PAGE_BITS = 13;
    private static final int PAGE = 1 << PAGE_BITS;

    private long[][] pages = new long[4][];

    long get(int row) {
        return pages[row >>> PAGE_BITS][row & PAGE - 1];
    }

    void set(int row, long value) {
        int page = row >>> PAGE_BITS;
        if (page >= pages.length || pages[page] == null) {
            add(page);
        }
        pages[page][row & PAGE - 1] = value;
    }

    private void add(int page) {
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, page * 2);
        }
        pages[page] = new long[PAGE];
    }
}
