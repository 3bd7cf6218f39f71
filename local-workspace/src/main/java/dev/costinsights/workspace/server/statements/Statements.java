package dev.costinsights.workspace.server.statements;

import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.sql.Commands;
import dev.costinsights.workspace.server.sql.Database;
import dev.costinsights.workspace.server.sql.Execution;
import dev.costinsights.workspace.server.sql.Result;
import dev.costinsights.workspace.server.sql.Scope;
import dev.costinsights.workspace.server.sql.Session;
import dev.costinsights.workspace.server.sql.SqlFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs statements on a fixed number of threads and keeps their results until they are closed. */
final class Statements implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);
    private static final int THREADS = 16;
    /** Results of statements that nobody closes are kept no longer than so many later ones. */
    private static final int MOST_KEPT = 2_000;

    private final Database database;
    private final Commands commands;
    private final Path spools;
    private final Clock clock;
    private final Ids ids;
    private final StatementListener listener;
    private final ExecutorService threads;
    private final Map<String, StatementRun> runs = new ConcurrentHashMap<>();
    private final Deque<StatementRun> order = new ArrayDeque<>();

    Statements(Database database, Path spools, Clock clock, Ids ids, StatementListener listener) {
        this.database = database;
        this.commands = new Commands(database);
        this.spools = spools;
        this.clock = clock;
        this.ids = ids;
        this.listener = listener;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "workspace-sql-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins a statement and waits for it as long as its client does. */
    StatementRun submit(StatementRequest request, Session session) {
        String id = ids.uuid();
        StatementRun run =
                new StatementRun(id, request, session, new Execution(database, spools.resolve(id), request.rowLimit()));
        keep(run);
        listener.submitted(submission(run));
        try {
            threads.execute(() -> run(run));
            run.await(request.patience());
        } catch (RejectedExecutionException e) {
            throw new ApiError(503, "TEMPORARILY_UNAVAILABLE", "the local workspace is being stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiError(503, "TEMPORARILY_UNAVAILABLE", "the local workspace is being stopped");
        }
        if (request.cancelAfterWait()) {
            run.cancel();
        }
        return run;
    }

    private static StatementListener.Submission submission(StatementRun run) {
        StatementRequest request = run.request();
        Map<String, String> tags = run.session().queryTags();
        request.queryTags().forEach((key, value) -> tags.put(key, value == null ? "" : value));
        return new StatementListener.Submission(
                run.id(),
                request.text(),
                request.warehouseId(),
                request.sessionId(),
                run.session().user(),
                tags,
                request.client());
    }

    private void run(StatementRun run) {
        if (!run.begin()) {
            listener.ended(run.id(), run.state(), 0, null);
            return;
        }
        try {
            Result result = answer(run);
            run.succeed(result);
            listener.ended(run.id(), run.state(), result.rows(), null);
        } catch (SqlFailure e) {
            run.fail(e);
            listener.ended(run.id(), run.state(), 0, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("statement {} failed", run.id(), e);
            SqlFailure failure = new SqlFailure("INTERNAL_ERROR", "XX000", e.toString());
            run.fail(failure);
            listener.ended(run.id(), run.state(), 0, failure.getMessage());
        }
    }

    private Result answer(StatementRun run) throws SqlFailure {
        Session session = run.session();
        Scope scope = new Scope(session.catalog(), session.schema(), session.user(), clock.instant());
        Optional<Result> command =
                commands.run(run.request().text(), session, scope, run.request().parameters());
        if (command.isPresent()) {
            return command.get();
        }
        return run.execution().run(run.request().text(), scope, run.request().parameters());
    }

    /** @throws ApiError when there is no such statement */
    StatementRun get(String id) {
        StatementRun run = runs.get(id);
        if (run == null) {
            throw ApiError.missing("The statement " + id + " was not found.");
        }
        return run;
    }

    /** Frees what the statements of a session still hold. */
    void closeAllOf(Session session) {
        List<StatementRun> left =
                runs.values().stream().filter(run -> run.session() == session).toList();
        left.forEach(run -> {
            run.close();
            runs.remove(run.id());
        });
    }

    private void keep(StatementRun run) {
        runs.put(run.id(), run);
        StatementRun oldest = null;
        synchronized (order) {
            order.add(run);
            if (order.size() > MOST_KEPT) {
                oldest = order.poll();
            }
        }
        if (oldest != null) {
            oldest.close();
            runs.remove(oldest.id());
        }
    }

    @Override
    public void close() {
        runs.values().forEach(StatementRun::close);
        threads.shutdownNow();
    }
}
