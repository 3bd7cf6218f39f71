package dev.costinsights.core.spi;

/**
 * A source that brings recordings of executions and nothing else: a journal, for example. It is asked before the other
 * sources, for a recording that knows only its session speaks for statements that come after it.
 */
public interface RecordingSource extends CostSource {}
