package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.plugin.sql.tags.CallersTags;
import java.util.ArrayList;
import java.util.List;

/** The texts of a statement's batch that may set query tags, until it is executed. */
final class CallersBatch {

    private final List<String> texts = new ArrayList<>();

    void added(String sql) {
        if (CallersTags.mayBeSetBy(sql)) {
            texts.add(sql);
        }
    }

    void cleared() {
        texts.clear();
    }

    /** How far a batch came that failed, nobody knows; a tag that the caller may have set is treated as his. */
    void ran(Executions executions) {
        texts.forEach(executions::callerRan);
        texts.clear();
    }
}
