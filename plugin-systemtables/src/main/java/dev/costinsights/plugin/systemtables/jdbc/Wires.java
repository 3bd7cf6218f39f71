package dev.costinsights.plugin.systemtables.jdbc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one workspace. Each thread that reads has one for as long as it needs it, so there are as many as
 * the host reads slices at once. The only place where something is tried again. Any number of threads.
 */
final class Wires implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Wires.class);

    /** After it, a connection is asked whether it still works before something depends on it. */
    private static final Duration TRUSTED = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration PROOF = Duration.ofSeconds(10);

    private final Workspace workspace;
    private final Login login;
    private final Workers workers;
    private final Failures failures;
    private final RetryPolicy policy;
    private final RetryBudget budget;
    private final RandomGenerator random;
    private final Deque<Wire> idle = new ArrayDeque<>();
    private boolean closed;

    Wires(
            Workspace workspace,
            Login login,
            Workers workers,
            Failures failures,
            RetryPolicy policy,
            RetryBudget budget,
            RandomGenerator random) {
        this.workspace = workspace;
        this.login = login;
        this.workers = workers;
        this.failures = failures;
        this.policy = policy;
        this.budget = budget;
        this.random = random;
    }

    /** What the next connection will be opened with. */
    Login.Ticket ticket(Deadline deadline) throws Failure.Thrown, InterruptedException {
        return login.ticket(deadline);
    }

    /** Something to do with a connection. */
    interface Work {
        void on(Wire wire) throws Failure.Thrown, InterruptedException;

        /** Whether it may be done again after it failed; a reader whose rows were handed over may not. */
        default boolean isRepeatable() {
            return true;
        }
    }

    /** Does it, again if need be, until it is done or must not be tried again. */
    void run(Deadline deadline, Work work) throws Failure.Thrown, InterruptedException {
        int failed = 0;
        boolean renewed = false;
        while (true) {
            try {
                once(deadline, work);
                budget.succeeded();
                return;
            } catch (Failure.Thrown e) {
                Failure failure = e.failure();
                if (!work.isRepeatable()) {
                    throw e;
                }
                if (failure.kind() == Failure.Kind.TOKEN && !renewed) {
                    renewed = true;
                    login.renew();
                    continue;
                }
                failed++;
                Duration wait = policy.next(failure, failed, deadline.left(), budget, random)
                        .orElseThrow(() -> e);
                log.debug("attempt {} failed: {}; again in {} ms", failed, failure.message(), wait.toMillis());
                Thread.sleep(wait.toMillis());
            }
        }
    }

    private void once(Deadline deadline, Work work) throws Failure.Thrown, InterruptedException {
        Login.Ticket ticket = login.ticket(deadline);
        Wire wire = trusted(ticket, deadline);
        if (wire == null) {
            wire = Wire.open(workspace, ticket, workers, failures, deadline);
        }
        try {
            work.on(wire);
        } finally {
            release(wire);
        }
    }

    /** An open connection that works, or null. */
    private Wire trusted(Login.Ticket ticket, Deadline deadline) throws InterruptedException {
        for (Wire wire = take(); wire != null; wire = take()) {
            if (wire.isOf(ticket) && wire.idleFor().compareTo(KEPT) < 0 && isAlive(wire, deadline)) {
                return wire;
            }
            wire.close();
        }
        return null;
    }

    private static boolean isAlive(Wire wire, Deadline deadline) throws InterruptedException {
        if (wire.idleFor().compareTo(TRUSTED) < 0) {
            return true;
        }
        try {
            wire.query("SELECT 1", Deadline.in(deadline.leftAtMost(PROOF)), rows -> {
                long count = 0;
                while (rows.next()) {
                    count++;
                }
                return count;
            });
            return true;
        } catch (Failure.Thrown e) {
            log.debug("an idle connection is gone: {}", e.getMessage());
            return false;
        }
    }

    private synchronized Wire take() {
        return idle.pollFirst();
    }

    private void release(Wire wire) {
        if (wire.isBroken()) {
            return;
        }
        wire.idle();
        synchronized (this) {
            if (!closed) {
                idle.addFirst(wire);
                return;
            }
        }
        wire.close();
    }

    /** Closes the idle connections; one that is in use is closed when it is given back. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(Wire::close);
        idle.clear();
    }
}
