package dev.costinsights.plugin.systemtables.tables;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows that cannot be used, counted by what is wrong with them, so that a user hears of them once. One thread. */
final class LeftOut {

    private final Map<String, Long> reasons = new TreeMap<>();

    /** @param reason what is wrong with a row, e.g. {@code no start_time} */
    void add(String reason) {
        reasons.merge(reason, 1L, Long::sum);
    }

    /**
     * All of it in one sentence; empty when every row was used.
     *
     * @param table as a user knows it
     */
    Optional<String> sentence(String table) {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        long rows = 0;
        for (Map.Entry<String, Long> reason : reasons.entrySet()) {
            text.append(text.isEmpty() ? "" : ", ").append(reason.getKey());
            if (reasons.size() > 1) {
                text.append(" (").append(reason.getValue()).append(')');
            }
            rows += reason.getValue();
        }
        return Optional.of(rows + (rows == 1 ? " row of " : " rows of ") + table + " left out: " + text
                + "; correct them, or export the table again");
    }
}
