package dev.costinsights.workspace.sample;

/** What a statement did to its warehouse. One object is reused for all statements; durations are in milliseconds. */
final class Statement {
    /** What there was to do. */
    enum Kind {
        /** Reads or writes data. */
        QUERY,
        /** SHOW, DESCRIBE, USE, SET. */
        METADATA,
        /** Answered from the result cache. */
        CACHED
    }

    long ordinal;
    Kind kind;
    long start;
    long waitingForCompute;
    long waitingAtCapacity;
    long compilation;
    long execution;
    long totalTask;
    long resultFetch;

    /** When it begins to be work of the warehouse. */
    long activeStart() {
        return start + waitingForCompute + waitingAtCapacity;
    }

    /** The end as query.history has it: without the fetching of the result. */
    long end() {
        return activeStart() + compilation + execution;
    }

    long activeEnd() {
        return end() + resultFetch;
    }
}
