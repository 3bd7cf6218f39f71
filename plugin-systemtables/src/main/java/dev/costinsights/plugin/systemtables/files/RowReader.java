package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.values.Leaf;
import java.util.List;
import java.util.Optional;

/** Makes facts of the rows of a table. An instance serves one pass over the table. */
public interface RowReader {

    /** Everything that the reader looks at. */
    List<Leaf> leaves();

    /** The expressions that a row consists of, in the order in which {@link #read} takes them. */
    List<String> select(Columns columns);

    /**
     * A condition that drops rows which do not matter for the window, or {@code true}. Only to read less: {@link #read}
     * looks again.
     */
    default String where(Columns columns, CollectionRequest request) {
        return "true";
    }

    /**
     * Hands the facts of the current row over, if it has any.
     *
     * @throws BadValueException when a value that must be there is not, or is not what its column says
     */
    void read(Rows row, CollectionRequest request, FactSink facts);

    /**
     * A second query over all rows of the files, whatever {@link #where} drops, of which {@link #summary} takes every row; null
     * where there is none.
     */
    default String summaryQuery(Columns columns) {
        return null;
    }

    /** Hands over what the current row of the second query says. */
    default void summary(Rows row, FactSink facts) {}

    /** What a user should know about the rows, in one sentence. Asked once, after the last of them. */
    default Optional<String> remark() {
        return Optional.empty();
    }
}
