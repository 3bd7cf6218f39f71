package dev.costinsights.workspace.simulation;

import java.time.Instant;

/** What to simulate; equal plans give equal companies. */
public record SimulationPlan(long seed, int days, int jobs, Instant end, Profile profile) {
    public SimulationPlan {
        if (days < 1 || days > 366) {
            throw new IllegalArgumentException("days is " + days + "; give 1 to 366");
        }
        if (jobs < 1 || jobs > 100_000) {
            throw new IllegalArgumentException("jobs is " + jobs + "; give 1 to 100000");
        }
    }

    /** When the period begins, in milliseconds since 1970. */
    public long startMillis() {
        return end.toEpochMilli() - days * 86_400_000L;
    }
}
