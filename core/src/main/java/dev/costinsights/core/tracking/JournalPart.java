package dev.costinsights.core.tracking;

import dev.costinsights.core.model.ExecutionType;
import java.util.Set;

/**
 * A part of a journal: the events of executions of some types that began in a time.
 *
 * @param types one at least
 * @param fromMicros microseconds since 1970, UTC
 * @param beforeMicros exclusive
 */
public record JournalPart(Set<ExecutionType> types, long fromMicros, long beforeMicros) {

    public JournalPart {
        types = Set.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a part of a journal is of one type of executions at least");
        }
    }
}
