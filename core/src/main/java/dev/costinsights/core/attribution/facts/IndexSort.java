package dev.costinsights.core.attribution.facts;

/** Sorts row numbers by a comparison of rows: a merge sort, linear on what is already in order, as most facts are. */
public final class IndexSort {

    private static final int SMALL = 16;

    /** Compares two rows by their numbers. */
    @FunctionalInterface
    public interface RowComparator {
        int compare(int left, int right);
    }

    private IndexSort() {}

    /** The numbers 0 to {@code count - 1}, sorted; rows that compare as equal keep their order. */
    public static int[] sorted(int count, RowComparator order) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        sort(rows, 0, count, order);
        return rows;
    }

    /** Sorts the numbers from one place to another; those that compare as equal keep their order. */
    public static void sort(int[] rows, int from, int to, RowComparator order) {
        if (to - from <= SMALL) {
            insertionSort(rows, from, to, order);
        } else {
            sort(rows, new int[(to - from + 1) / 2], from, to, order);
        }
    }

    private static void sort(int[] rows, int[] buffer, int from, int to, RowComparator order) {
        if (to - from <= SMALL) {
            insertionSort(rows, from, to, order);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(rows, buffer, from, middle, order);
        sort(rows, buffer, middle, to, order);
        if (order.compare(rows[middle - 1], rows[middle]) <= 0) {
            return;
        }
        System.arraycopy(rows, from, buffer, 0, middle - from);
        int left = 0;
        int leftEnd = middle - from;
        int right = middle;
        int out = from;
        while (left < leftEnd && right < to) {
            rows[out++] = order.compare(buffer[left], rows[right]) <= 0 ? buffer[left++] : rows[right++];
        }
        System.arraycopy(buffer, left, rows, out, leftEnd - left);
    }

    private static void insertionSort(int[] rows, int from, int to, RowComparator order) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int place = i;
            while (place > from && order.compare(rows[place - 1], row) > 0) {
                rows[place] = rows[place - 1];
                place--;
            }
            rows[place] = row;
        }
    }
}
