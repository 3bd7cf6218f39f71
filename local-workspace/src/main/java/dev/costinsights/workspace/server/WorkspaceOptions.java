package dev.costinsights.workspace.server;

import java.time.Instant;

/**
 * What workspace to start. The same options give the same system tables.
 *
 * @param port to listen on; 0 for any free one
 * @param seed of the company and of everything that happens to it
 * @param end first moment after the simulated days
 * @param days simulated before the workspace serves
 * @param jobs of the company
 */
public record WorkspaceOptions(int port, long seed, Instant end, int days, int jobs) {
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final int LARGEST_PORT = 65_535;

    public WorkspaceOptions {
        require(port >= 0 && port <= LARGEST_PORT, "port must be 0 to " + LARGEST_PORT + ", but is " + port);
        require(days >= 1 && days <= 366, "days must be 1 to 366, but is " + days);
        require(jobs >= 0 && jobs <= 10_000, "jobs must be 0 to 10000, but is " + jobs);
    }

    /** A month of a company with 500 jobs, until November 2026, on any free port. */
    public static WorkspaceOptions usual() {
        return new WorkspaceOptions(0, 7, NOVEMBER, 30, 500);
    }

    /** Two days of a company with 20 jobs: enough for most tests. */
    public static WorkspaceOptions small() {
        return usual().withDays(2).withJobs(20);
    }

    public WorkspaceOptions withPort(int value) {
        return new WorkspaceOptions(value, seed, end, days, jobs);
    }

    public WorkspaceOptions withSeed(long value) {
        return new WorkspaceOptions(port, value, end, days, jobs);
    }

    public WorkspaceOptions withEnd(Instant value) {
        return new WorkspaceOptions(port, seed, value, days, jobs);
    }

    public WorkspaceOptions withDays(int value) {
        return new WorkspaceOptions(port, seed, end, value, jobs);
    }

    public WorkspaceOptions withJobs(int value) {
        return new WorkspaceOptions(port, seed, end, days, value);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
