package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.StatementColumns;
import dev.costinsights.core.attribution.split.Split;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Int128;
import java.math.BigInteger;

/**
 * The weights of the statements in one cell: the first measure of work that is above 0 in sum, and never a mixture
 * (method, section 5).
 *
 * @param weights in the cell's canonical order
 * @param total their sum
 */
record WorkWeights(Measure measure, long[] weights, BigInteger total) {

    /** Ways to measure work, best first. */
    enum Measure {
        TASK(AmountBasis.ALLOCATED_WORK),
        EXEC(AmountBasis.ALLOCATED_WORK),
        WALL(AmountBasis.ALLOCATED_TIME),
        COUNT(AmountBasis.ALLOCATED_COUNT);

        private final AmountBasis basis;

        Measure(AmountBasis basis) {
            this.basis = basis;
        }

        AmountBasis basis() {
            return basis;
        }
    }

    /** The weights in a cell that has at least one statement. */
    static WorkWeights of(CellGrid grid, int cell, StatementColumns statements) {
        boolean hasTaskTime = hasTaskTime(grid, cell, statements);
        for (Measure measure : Measure.values()) {
            if (measure == Measure.TASK && !hasTaskTime) {
                continue;
            }
            WorkWeights weights = of(measure, grid, cell, statements);
            if (weights.total.signum() > 0) {
                return weights;
            }
        }
        throw new IllegalArgumentException("cell " + cell + " has no statement");
    }

    /**
     * Whether task time is known: not where statements executed and none of them has any. What is left of that measure then,
     * compilation and result fetch, says next to nothing about the work.
     */
    private static boolean hasTaskTime(CellGrid grid, int cell, StatementColumns statements) {
        boolean isLacking = false;
        for (int i = 0; i < grid.memberCount(cell); i++) {
            int row = grid.member(cell, i);
            if (statements.hasTaskTime(row)) {
                return true;
            }
            isLacking |= statements.lacksTaskTime(row);
        }
        return !isLacking;
    }

    private static WorkWeights of(Measure measure, CellGrid grid, int cell, StatementColumns statements) {
        long[] weights = new long[grid.memberCount(cell)];
        long from = grid.start(cell);
        long to = grid.end(cell);
        long sum = 0;
        BigInteger carried = BigInteger.ZERO;
        for (int i = 0; i < weights.length; i++) {
            int row = grid.member(cell, i);
            long weight =
                    switch (measure) {
                        case TASK -> share(statements.taskWork(row), row, from, to, statements);
                        case EXEC -> share(statements.execWork(row), row, from, to, statements);
                        case WALL ->
                            Math.max(
                                    0,
                                    Math.min(to, statements.activeEnd(row))
                                            - Math.max(from, statements.activeStart(row)));
                        case COUNT -> 1;
                    };
            weights[i] = weight;
            if (sum > Long.MAX_VALUE - weight) {
                carried = carried.add(BigInteger.valueOf(sum));
                sum = 0;
            }
            sum += weight;
        }
        return new WorkWeights(measure, weights, carried.add(BigInteger.valueOf(sum)));
    }

    /**
     * The part of a statement's work that falls into the cell, by time over the whole of its activity: what falls outside
     * is withheld for the cells there, billed or not.
     */
    private static long share(long work, int row, long from, long to, StatementColumns statements) {
        long start = statements.activeStart(row);
        long end = statements.activeEnd(row);
        if (work == 0 || (start >= from && end <= to)) {
            return work;
        }
        Split overTime = Split.of(Int128.of(work), end - start);
        overTime.next(Math.max(0, from - start));
        return overTime.next(Math.min(to, end) - Math.max(from, start)).low();
    }
}
