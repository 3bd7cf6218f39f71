package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.sample.Statement.Kind;

/**
 * Draws how long statements take. Log-normal with a median of 2 s, and one in a thousand of 10 minutes to 6 hours, which
 * gives a mean of about 20 s; a good part is metadata or comes from the result cache.
 */
final class StatementShapes {
    private static final double METADATA = 0.06;
    private static final double CACHED = 0.12;
    private static final double LONG = 0.001;
    private static final double MEDIAN_MILLIS = 2_000;
    private static final double SIGMA = 1.75;
    private static final int LONGEST_ORDINARY = (int) (10 * Window.MINUTE);

    private StatementShapes() {}

    static void draw(Rng rng, Statement statement) {
        statement.waitingForCompute = 0;
        statement.waitingAtCapacity = 0;
        double kind = rng.unit();
        if (kind < METADATA) {
            statement.kind = Kind.METADATA;
            statement.compilation = rng.between(2, 60);
            statement.execution = rng.between(5, 250);
            statement.totalTask = 0;
            statement.resultFetch = rng.below(20);
        } else if (kind < METADATA + CACHED) {
            statement.kind = Kind.CACHED;
            statement.compilation = rng.between(5, 120);
            statement.execution = rng.below(3);
            statement.totalTask = 0;
            statement.resultFetch = rng.between(1, 120);
        } else {
            statement.kind = Kind.QUERY;
            statement.compilation = rng.between(20, 600);
            statement.execution = execution(rng);
            statement.totalTask = totalTask(rng, statement.execution);
            statement.resultFetch = rng.chance(0.3) ? rng.between(1, 3_000) : rng.below(30);
        }
    }

    /** Makes the statement one that runs for hours. */
    static void stretch(Statement statement, long execution) {
        statement.kind = Kind.QUERY;
        statement.compilation = 400;
        statement.execution = execution;
        statement.totalTask = execution * 9;
        statement.resultFetch = 25;
    }

    private static long execution(Rng rng) {
        if (rng.chance(LONG)) {
            return rng.between(LONGEST_ORDINARY, (int) (6 * Window.HOUR));
        }
        return Math.max(1, Math.min(LONGEST_ORDINARY, (long) rng.logNormal(MEDIAN_MILLIS, SIGMA)));
    }

    /** The time of all tasks on all cores: less than the wall clock for a waiting statement, up to 40 times for a wide one. */
    private static long totalTask(Rng rng, long execution) {
        double cores = 0.3 * StrictMath.exp(rng.unit() * 4.9);
        return Math.max(1, (long) (execution * cores));
    }
}
