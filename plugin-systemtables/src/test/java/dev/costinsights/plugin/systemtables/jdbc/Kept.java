package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the rows of a table as text, as a host would. */
final class Kept implements RowSink {

    private final SourceTable table;
    private final List<Map<String, String>> rows = new ArrayList<>();
    private Map<String, String> row = new LinkedHashMap<>();

    Kept(SourceTable table) {
        this.table = table;
    }

    List<Map<String, String>> rows() {
        return rows;
    }

    @Override
    public void text(int column, String value) {
        if (value != null) {
            row.put(table.columns().get(column).name(), value);
        }
    }

    @Override
    public void number(int column, long value) {
        SourceColumn to = table.columns().get(column);
        row.put(
                to.name(),
                switch (to.type()) {
                    case TIMESTAMP ->
                        Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
                    case DATE -> LocalDate.ofEpochDay(value).toString();
                    case BOOLEAN -> String.valueOf(value == 1);
                    default -> String.valueOf(value);
                });
    }

    @Override
    public void endRow() {
        rows.add(row);
        row = new LinkedHashMap<>();
    }

    /** A row as a line of JSON in which every value is text; nested ones are JSON in text. */
    static String line(Map<String, String> row) {
        StringBuilder line = new StringBuilder("{");
        row.forEach((name, value) -> line.append(line.length() > 1 ? "," : "")
                .append(quoted(name))
                .append(':')
                .append(quoted(value)));
        return line.append('}').toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
