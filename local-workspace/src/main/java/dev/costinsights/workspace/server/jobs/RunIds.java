package dev.costinsights.workspace.server.jobs;

import java.util.Random;

/** Numbers of jobs, runs and task runs, and ids of clusters; the same ones for the same seed and order. */
final class RunIds {
    private final Random random;

    RunIds(long seed) {
        this.random = new Random(seed ^ 0x4A4F42);
    }

    /** A number of 15 digits, as Databricks has them. */
    long next() {
        return 100_000_000_000_000L + Math.floorMod(random.nextLong(), 900_000_000_000_000L);
    }

    String cluster() {
        return String.format("1101-%06d-%08x", random.nextInt(1_000_000), random.nextInt());
    }
}
