package dev.costinsights.workspace.tables;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Carries batches from the thread that generates rows to the thread on which DuckDB asks for them, and the empty ones
 * back. At most {@link #DEPTH} batches exist, so memory does not grow with the table.
 */
public final class RowPipe {
    private static final int DEPTH = 4;

    private final BlockingQueue<RowBatch> empty = new ArrayBlockingQueue<>(DEPTH);
    private final BlockingQueue<RowBatch> full = new ArrayBlockingQueue<>(DEPTH + 1);
    private volatile Throwable failure;

    public RowPipe(List<Column> columns) {
        for (int i = 0; i < DEPTH; i++) {
            empty.add(new RowBatch(columns));
        }
    }

    /** An empty batch to fill; waits for one. */
    public RowBatch empty() {
        try {
            return empty.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the table's writer has stopped", e);
        }
    }

    /** Hands over a filled batch. One with less than a full batch's rows is the last. */
    public void full(RowBatch batch) {
        full.add(batch);
    }

    /** The generator has failed: the reader gets this instead of rows. */
    public void fail(Throwable cause) {
        failure = cause;
        full.add(new RowBatch(List.of()));
    }

    /** The next filled batch; waits for it. */
    public RowBatch take() throws InterruptedException {
        RowBatch batch = full.take();
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("generating rows failed: " + cause, cause);
        }
        return batch;
    }

    /** Gives a batch back that has been read. */
    public void release(RowBatch batch) {
        batch.clear();
        empty.add(batch);
    }
}
