package dev.costinsights.host.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a report.
 *
 * @param key its name for programs, e.g. {@code by_category}
 * @param title its name for people
 * @param columns names for programs; people see them in capitals with spaces
 * @param rows one cell a column
 */
public record Table(String key, String title, List<String> columns, List<List<Cell>> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "table " + key + ": " + row.size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    /** Whether numbers stand in a column: one in any row is enough, for others may have none. */
    public boolean isNumber(int column) {
        return rows.stream().anyMatch(row -> row.get(column).number());
    }

    /** Starts a table without rows. */
    public static Builder of(String key, String title, String... columns) {
        return new Builder(key, title, List.of(columns));
    }

    /** Takes the rows. */
    public static final class Builder {
        private final String key;
        private final String title;
        private final List<String> columns;
        private final List<List<Cell>> rows = new ArrayList<>();

        private Builder(String key, String title, List<String> columns) {
            this.key = key;
            this.title = title;
            this.columns = columns;
        }

        public Builder row(Cell... cells) {
            rows.add(List.of(cells));
            return this;
        }

        public Table build() {
            return new Table(key, title, columns, rows);
        }
    }
}
