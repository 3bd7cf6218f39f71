package dev.costinsights.core.context;

import java.util.Objects;
import java.util.concurrent.Executor;

/** Runs each task in the scope that was open where it was handed in. */
public final class CarryingExecutor implements Executor {

    private final Executor executor;
    private final ContextScopes scopes;

    public CarryingExecutor(Executor executor, ContextScopes scopes) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.scopes = Objects.requireNonNull(scopes, "scopes");
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(scopes.handOver().runnable(task));
    }
}
