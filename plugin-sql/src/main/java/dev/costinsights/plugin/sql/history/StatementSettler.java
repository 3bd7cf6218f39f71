package dev.costinsights.plugin.sql.history;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.sql.QueryFilter;
import com.databricks.sdk.service.sql.QueryHistoryService;
import com.databricks.sdk.service.sql.QueryInfo;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks the query history for the ends of statements that nobody polled to their end: asynchronous calls of the Statement
 * Execution API, and executions on the driver's own statement. Through a client that was wrapped in this process, else
 * through the plugin's own, if that belongs to the host. A host that fails is left alone until the next time; the SDK has by
 * then tried four times.
 */
public final class StatementSettler implements ExecutionSettler {

    private static final String NO_CLIENT =
            "sql: statements stay open because no client belongs to their workspace; set DATABRICKS_HOST and"
                    + " DATABRICKS_TOKEN, or sql.history_host and sql.history_profile, where they are settled";

    /** Ids travel in the address of the call, which may have some 8,000 characters. */
    private static final int MOST_IDS = 50;

    /** For so long the history keeps statements, and no longer may a range of it be. */
    private static final long KEPT = 30 * 86_400 * TimeSpan.SECOND;

    /** A caller's clock and the workspace's are never as far apart. */
    private static final long MARGIN = 3_600 * TimeSpan.SECOND;

    private final WrappedHistories wrapped;
    private final OwnHistory own;
    private final Clock clock;

    /** @param own makes the plugin's client; asked when it is first needed */
    public StatementSettler(WrappedHistories wrapped, Supplier<WorkspaceClient> own, Clock clock) {
        this.wrapped = wrapped;
        this.own = new OwnHistory(own);
        this.clock = clock;
    }

    @Override
    public ExecutionType type() {
        return ExecutionType.STATEMENT;
    }

    @Override
    public void settle(List<ExecutionEvent> open, ExecutionRecorder recorder) throws InterruptedException {
        Map<String, List<ExecutionEvent>> byHost = new LinkedHashMap<>();
        for (ExecutionEvent launch : open) {
            if (launch.place().host() != null && launch.id() != null) {
                byHost.computeIfAbsent(launch.place().host(), host -> new ArrayList<>())
                        .add(launch);
            }
        }
        for (Map.Entry<String, List<ExecutionEvent>> host : byHost.entrySet()) {
            Optional<QueryHistoryService> history = history(host.getKey(), recorder);
            if (history.isPresent()) {
                settle(new HistoryPages(history.get()), host.getValue(), recorder);
            }
        }
    }

    /** Empty when there is none for the host; why is explained once. */
    private Optional<QueryHistoryService> history(String host, ExecutionRecorder recorder) throws InterruptedException {
        QueryHistoryService known = wrapped.of(host);
        if (known != null) {
            return Optional.of(known);
        }
        Throwable cause = null;
        // The SDK does not heed interrupts while it makes a client; whoever waits for it here does.
        CompletableFuture<Optional<QueryHistoryService>> ours = CompletableFuture.supplyAsync(() -> own.of(host));
        try {
            if (ours.get().isPresent()) {
                return ours.get();
            }
        } catch (ExecutionException e) {
            cause = e.getCause();
        } finally {
            ours.cancel(true);
        }
        recorder.undone(NO_CLIENT, cause);
        return Optional.empty();
    }

    private void settle(HistoryPages pages, List<ExecutionEvent> launches, ExecutionRecorder recorder)
            throws InterruptedException {
        long now = TimeSpan.micros(clock.instant());
        long oldest = now - KEPT + 2 * MARGIN;
        Map<Boolean, List<ExecutionEvent>> kept =
                launches.stream().collect(Collectors.partitioningBy(launch -> launch.startMicros() >= oldest));
        try {
            for (List<ExecutionEvent> some : inPieces(kept.get(true))) {
                long first = some.stream()
                        .mapToLong(ExecutionEvent::startMicros)
                        .min()
                        .getAsLong();
                QueryFilter filter = ids(some).setQueryStartTimeRange(HistoryPages.range(first - MARGIN, now + MARGIN));
                Map<String, StatementEnd> ends = ends(pages, filter);
                some.forEach(launch -> record(launch, ends.get(launch.id()), recorder));
            }
            for (List<ExecutionEvent> some : inPieces(kept.get(false))) {
                Map<String, StatementEnd> ends = ends(pages, ids(some));
                // The history has forgotten the others; nobody will ever know more of them.
                some.forEach(launch -> record(launch, ends.getOrDefault(launch.id(), StatementEnd.UNKNOWN), recorder));
            }
        } catch (CostInsightsException e) {
            recorder.undone("sql: statements could not be asked for their ends", e);
        }
    }

    /** @param end null while there is none */
    private static void record(ExecutionEvent launch, StatementEnd end, ExecutionRecorder recorder) {
        if (end != null) {
            recorder.record(end.event(launch));
        }
    }

    private static Map<String, StatementEnd> ends(HistoryPages pages, QueryFilter filter) throws InterruptedException {
        Map<String, StatementEnd> ends = new HashMap<>();
        HistoryPages.Cursor cursor = pages.from(filter);
        while (cursor.next()) {
            for (QueryInfo query : cursor.page()) {
                StatementEnd.of(query).ifPresent(end -> ends.put(query.getQueryId(), end));
            }
        }
        return ends;
    }

    private static QueryFilter ids(List<ExecutionEvent> launches) {
        return new QueryFilter()
                .setStatementIds(launches.stream().map(ExecutionEvent::id).toList());
    }

    private static List<List<ExecutionEvent>> inPieces(List<ExecutionEvent> launches) {
        List<List<ExecutionEvent>> pieces = new ArrayList<>();
        for (int i = 0; i < launches.size(); i += MOST_IDS) {
            pieces.add(launches.subList(i, Math.min(launches.size(), i + MOST_IDS)));
        }
        return pieces;
    }
}
