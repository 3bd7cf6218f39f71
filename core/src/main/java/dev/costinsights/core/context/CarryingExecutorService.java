package dev.costinsights.core.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs each task in the scope that was open where it was handed in. Everything else is the wrapped service's. */
public class CarryingExecutorService implements ExecutorService {

    private final ExecutorService service;
    private final ContextScopes scopes;

    public CarryingExecutorService(ExecutorService service, ContextScopes scopes) {
        this.service = Objects.requireNonNull(service, "service");
        this.scopes = Objects.requireNonNull(scopes, "scopes");
    }

    final Handover handOver() {
        return scopes.handOver();
    }

    @Override
    public void execute(Runnable task) {
        service.execute(handOver().runnable(task));
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return service.submit(handOver().callable(task));
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return service.submit(handOver().runnable(task), result);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return service.submit(handOver().runnable(task));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return service.invokeAll(carried(tasks));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return service.invokeAll(carried(tasks), timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        return service.invokeAny(carried(tasks));
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return service.invokeAny(carried(tasks), timeout, unit);
    }

    @Override
    public void shutdown() {
        service.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return service.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return service.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return service.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return service.awaitTermination(timeout, unit);
    }

    private <T> List<Callable<T>> carried(Collection<? extends Callable<T>> tasks) {
        Handover handover = handOver();
        List<Callable<T>> carried = new ArrayList<>(tasks.size());
        tasks.forEach(task -> carried.add(handover.callable(task)));
        return carried;
    }
}
