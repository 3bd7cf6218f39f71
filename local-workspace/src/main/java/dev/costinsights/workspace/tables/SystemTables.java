package dev.costinsights.workspace.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The system tables' true columns, read from {@code system-tables.ddl.sql} beside this class (Spark SQL: CREATE TABLE
 * with STRUCT, MAP and ARRAY types, and comments).
 */
public final class SystemTables {
    private static final Map<String, SystemTable> ALL = new DdlParser(ddl()).tables();

    private SystemTables() {}

    /** All of them, as the DDL has them in order. */
    public static List<SystemTable> all() {
        return List.copyOf(ALL.values());
    }

    /** @param path e.g. {@code billing/usage} */
    public static SystemTable table(String path) {
        SystemTable table = ALL.get(path);
        if (table == null) {
            throw new IllegalArgumentException("no such system table: " + path);
        }
        return table;
    }

    private static String ddl() {
        try (InputStream in = SystemTables.class.getResourceAsStream("system-tables.ddl.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Recursive descent over words and punctuation. */
    private static final class DdlParser {
        private final List<String> tokens = new ArrayList<>();
        private int position;

        DdlParser(String ddl) {
            StringBuilder word = new StringBuilder();
            for (String line : ddl.split("\n", -1)) {
                int comment = line.indexOf("--");
                for (char c : ((comment < 0 ? line : line.substring(0, comment)) + ' ').toCharArray()) {
                    if (Character.isLetterOrDigit(c) || c == '_' || c == '.') {
                        word.append(c);
                        continue;
                    }
                    if (!word.isEmpty()) {
                        tokens.add(word.toString());
                        word.setLength(0);
                    }
                    // Backticks only quote words that SQL reserves.
                    if (!Character.isWhitespace(c) && c != '`') {
                        tokens.add(String.valueOf(c));
                    }
                }
            }
        }

        Map<String, SystemTable> tables() {
            Map<String, SystemTable> tables = new LinkedHashMap<>();
            while (position < tokens.size()) {
                expect("CREATE");
                expect("TABLE");
                String[] name = take().split("\\.", -1);
                expect("(");
                List<Column> columns = columns("");
                expect(")");
                expect(";");
                SystemTable table = new SystemTable(name[1], name[2], columns);
                tables.put(table.path(), table);
            }
            return tables;
        }

        /** Names and types, separated by commas; in structs a colon stands between the two. */
        private List<Column> columns(String between) {
            List<Column> columns = new ArrayList<>();
            do {
                String name = take();
                if (!between.isEmpty()) {
                    expect(between);
                }
                columns.add(new Column(name, type()));
            } while (skip(","));
            return List.copyOf(columns);
        }

        private ColumnType type() {
            String name = take();
            switch (name) {
                case "STRUCT" -> {
                    expect("<");
                    List<Column> fields = columns(":");
                    expect(">");
                    return new ColumnType.Struct(fields);
                }
                case "MAP" -> {
                    expect("<");
                    expect("STRING");
                    expect(",");
                    ColumnType value = type();
                    expect(">");
                    return new ColumnType.MapOf(value);
                }
                case "ARRAY" -> {
                    expect("<");
                    ColumnType element = type();
                    expect(">");
                    return new ColumnType.ArrayOf(element);
                }
                case "DECIMAL" -> {
                    for (String token : List.of("(", "38", ",", "18", ")")) {
                        expect(token);
                    }
                    return ColumnType.Scalar.DECIMAL;
                }
                default -> {
                    return ColumnType.Scalar.valueOf(name);
                }
            }
        }

        private String take() {
            return tokens.get(position++);
        }

        private boolean skip(String token) {
            if (tokens.get(position).equals(token)) {
                position++;
                return true;
            }
            return false;
        }

        private void expect(String token) {
            String found = take();
            if (!found.equals(token)) {
                throw new IllegalStateException("system-tables.ddl.sql: expected " + token + ", found " + found);
            }
        }
    }
}
