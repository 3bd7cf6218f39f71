package dev.costinsights.host.report;

import java.util.List;
import java.util.stream.Collectors;

/** How tables are put on stdout. */
public enum ReportFormat {
    /** For people. */
    TABLE,
    /** One object with an array of objects for each table; numbers are numbers, nothing is null. */
    JSON,
    /** One line for each cell: {@code table,row,column,value}. */
    CSV,
    /** Markdown. */
    MD;

    /** @param columns width of the terminal; only tables for people look at it, and at the style */
    public String render(List<Table> tables, int columns, Style style) {
        return switch (this) {
            case TABLE -> new TextReport(columns, style).render(tables);
            case JSON -> json(tables);
            case CSV -> csv(tables);
            case MD -> markdown(tables);
        };
    }

    private static String json(List<Table> tables) {
        return tables.stream()
                .map(table -> "  " + quoted(table.key()) + ": ["
                        + table.rows().stream()
                                .map(row -> "\n    " + object(table.columns(), row))
                                .collect(Collectors.joining(","))
                        + (table.rows().isEmpty() ? "]" : "\n  ]"))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String object(List<String> columns, List<Cell> row) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < row.size(); i++) {
            Cell cell = row.get(i);
            object.append(i == 0 ? "" : ", ").append(quoted(columns.get(i))).append(": ");
            object.append(cell.raw().isEmpty() ? "null" : cell.number() ? cell.raw() : quoted(cell.raw()));
        }
        return object.append('}').toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static String csv(List<Table> tables) {
        StringBuilder out = new StringBuilder("table,row,column,value\n");
        for (Table table : tables) {
            for (int row = 0; row < table.rows().size(); row++) {
                for (int column = 0; column < table.columns().size(); column++) {
                    String value = table.rows().get(row).get(column).raw();
                    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
                    out.append(table.key())
                            .append(',')
                            .append(row + 1)
                            .append(',')
                            .append(table.columns().get(column))
                            .append(',')
                            .append(plain ? value : "\"" + value.replace("\"", "\"\"") + "\"")
                            .append('\n');
                }
            }
        }
        return out.toString();
    }

    private static String markdown(List<Table> tables) {
        StringBuilder out = new StringBuilder();
        for (Table table : tables) {
            out.append(out.length() == 0 ? "" : "\n")
                    .append("### ")
                    .append(table.title())
                    .append("\n\n");
            out.append("| ").append(String.join(" | ", table.columns())).append(" |\n|");
            for (int i = 0; i < table.columns().size(); i++) {
                out.append(table.isNumber(i) ? "---:|" : "---|");
            }
            out.append('\n');
            for (List<Cell> row : table.rows()) {
                out.append(row.stream()
                        .map(cell -> escaped(cell.shown()))
                        .collect(Collectors.joining(" | ", "| ", " |\n")));
            }
        }
        return out.toString();
    }

    /** So that a name of somebody else's is neither a border of the table nor a link, an image or HTML. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\|`*\\[]", "\\\\$0").replace("&", "&amp;").replace("<", "&lt;");
    }
}
