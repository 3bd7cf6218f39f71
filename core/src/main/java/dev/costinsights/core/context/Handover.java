package dev.costinsights.core.context;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What held on one thread, to hold on others: while a task made here runs, on whatever thread, just that holds which held
 * where the hand-over was taken, whether a scope, a provider or the environment said it. Afterwards the thread is as it was
 * before. If nothing was known there, no scope is open in the task, and the providers are asked on its thread.
 *
 * <p>Immutable; its tasks may run many times and at once.
 */
public final class Handover {

    private final ScopeStack stack;
    private final AttributionContext held;

    Handover(ScopeStack stack, AttributionContext held) {
        this.stack = stack;
        this.held = held;
    }

    /** Opens the scope on the calling thread, for code that is no task. */
    public ContextScope open() {
        return stack.openAlone(held);
    }

    public Runnable runnable(Runnable task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            ContextScope scope = open();
            try {
                task.run();
            } finally {
                scope.close();
            }
        };
    }

    public <T> Callable<T> callable(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            ContextScope scope = open();
            try {
                return task.call();
            } finally {
                scope.close();
            }
        };
    }

    /** For {@code CompletableFuture.supplyAsync} and the like. */
    public <T> Supplier<T> supplier(Supplier<T> task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            ContextScope scope = open();
            try {
                return task.get();
            } finally {
                scope.close();
            }
        };
    }

    /** For {@code CompletableFuture.thenApply} and the like. */
    public <T, R> Function<T, R> function(Function<T, R> task) {
        Objects.requireNonNull(task, "task");
        return value -> {
            ContextScope scope = open();
            try {
                return task.apply(value);
            } finally {
                scope.close();
            }
        };
    }

    /** For {@code CompletableFuture.thenAccept} and the like. */
    public <T> Consumer<T> consumer(Consumer<T> task) {
        Objects.requireNonNull(task, "task");
        return value -> {
            ContextScope scope = open();
            try {
                task.accept(value);
            } finally {
                scope.close();
            }
        };
    }
}
