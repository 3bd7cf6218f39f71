package dev.costinsights.core.context;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs each task, every time, in the scope that was open where it was handed in. */
public final class CarryingScheduledExecutorService extends CarryingExecutorService
        implements ScheduledExecutorService {

    private final ScheduledExecutorService service;

    public CarryingScheduledExecutorService(ScheduledExecutorService service, ContextScopes scopes) {
        super(service, scopes);
        this.service = service;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return service.schedule(handOver().runnable(task), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return service.schedule(handOver().callable(task), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return service.scheduleAtFixedRate(handOver().runnable(task), initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return service.scheduleWithFixedDelay(handOver().runnable(task), initialDelay, delay, unit);
    }
}
