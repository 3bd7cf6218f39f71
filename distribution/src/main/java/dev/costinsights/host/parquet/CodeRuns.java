package dev.costinsights.host.parquet;

import java.util.Arrays;

/**
 * The codes of a column, row by row, as runs of equal ones: most columns of a bill say the same of many rows, and those then
 * cost next to nothing. Neighbouring runs have different codes.
 */
final class CodeRuns {

    private int[] codes = new int[1 << 4];
    private int[] lengths = new int[1 << 4];
    private int runs;
    private int rows;

    void add(int code) {
        add(code, 1);
    }

    void add(int code, int times) {
        rows += times;
        if (runs > 0 && codes[runs - 1] == code) {
            lengths[runs - 1] += times;
            return;
        }
        if (runs == codes.length) {
            codes = Arrays.copyOf(codes, 2 * runs);
            lengths = Arrays.copyOf(lengths, 2 * runs);
        }
        codes[runs] = code;
        lengths[runs++] = times;
    }

    void clear() {
        runs = 0;
        rows = 0;
    }

    /** Number of runs. */
    int count() {
        return runs;
    }

    int code(int run) {
        return codes[run];
    }

    int length(int run) {
        return lengths[run];
    }

    int rows() {
        return rows;
    }

    /** Rows that are null. */
    int nulls() {
        int nulls = 0;
        for (int run = 0; run < runs; run++) {
            nulls += codes[run] < 0 ? lengths[run] : 0;
        }
        return nulls;
    }

    /** Makes this 0 for each row of the other that is null, and 1 for the others. */
    void presenceOf(CodeRuns other) {
        clear();
        for (int run = 0; run < other.runs; run++) {
            add(other.codes[run] < 0 ? 0 : 1, other.lengths[run]);
        }
    }

    /** Makes this the codes of the other's rows that are not null. */
    void presentOf(CodeRuns other) {
        clear();
        for (int run = 0; run < other.runs; run++) {
            if (other.codes[run] >= 0) {
                add(other.codes[run], other.lengths[run]);
            }
        }
    }
}
