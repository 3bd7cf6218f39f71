package dev.costinsights.host.http;

import java.util.Objects;

/** Ends a route with a problem. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(Objects.requireNonNull(problem, "problem").detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
