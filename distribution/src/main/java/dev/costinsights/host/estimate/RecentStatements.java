package dev.costinsights.host.estimate;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest recorded statements of each warehouse, to tell how many ran at once. Bounded; one thread. */
final class RecentStatements {

    private static final int STATEMENTS = 256;
    private static final int WAREHOUSES = 1_000;

    private final Map<String, Deque<TimeSpan>> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<TimeSpan>> eldest) {
            return size() > WAREHOUSES;
        }
    };

    /** Takes a batch of ended executions, and says of each warehouse in it how many statements ran when. */
    Map<String, Concurrency> with(Collection<ExecutionEvent> ended) {
        List<ExecutionEvent> statements = ended.stream()
                .filter(event -> event.type() == ExecutionType.STATEMENT)
                .filter(event -> EndedExecutions.object(event) != null)
                .toList();
        for (ExecutionEvent statement : statements) {
            Deque<TimeSpan> spans =
                    recent.computeIfAbsent(EndedExecutions.object(statement), warehouse -> new ArrayDeque<>());
            spans.addLast(EndedExecutions.active(statement));
            if (spans.size() > STATEMENTS) {
                spans.removeFirst();
            }
        }
        Map<String, Concurrency> concurrency = new HashMap<>();
        statements.stream()
                .map(EndedExecutions::object)
                .distinct()
                .forEach(warehouse -> concurrency.put(warehouse, new Concurrency(recent.get(warehouse))));
        return concurrency;
    }
}
