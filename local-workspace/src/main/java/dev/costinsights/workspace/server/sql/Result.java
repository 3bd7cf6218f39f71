package dev.costinsights.workspace.server.sql;

import java.util.List;

/**
 * What a statement answers: columns, and rows in chunks of JSON text.
 *
 * @param rows of all chunks
 * @param truncated there were more rows than were asked for
 */
public record Result(List<Column> columns, List<Chunk> chunks, long rows, boolean truncated, Spool spool)
        implements AutoCloseable {

    /**
     * A run of rows.
     *
     * @param offset of the first row
     * @param from where its text begins in the spool
     */
    public record Chunk(long offset, long rows, long from, long length) {}

    /** No columns, no rows: what definitions answer. */
    public static Result none() {
        return of(List.of(), List.of());
    }

    /** A small result that no query made; null stands for NULL. */
    public static Result of(List<Column> columns, List<List<String>> rows) {
        Spool spool = Spool.small();
        RowText text = new RowText();
        for (int row = 0; row < rows.size(); row++) {
            spool.write(text.of(rows.get(row)), row > 0);
        }
        List<Chunk> chunks = rows.isEmpty() ? List.of() : List.of(new Chunk(0, rows.size(), 0, spool.length()));
        return new Result(columns, chunks, rows.size(), false, spool);
    }

    @Override
    public void close() {
        spool.close();
    }
}
