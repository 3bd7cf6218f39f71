package dev.costinsights.workspace.server.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The type of a result's column, read from DuckDB's name of it, and the names that clients expect.
 *
 * @param name as the API's type_name: STRING, LONG, DECIMAL, STRUCT, ...
 * @param text as the API's type_text: BIGINT, {@code STRUCT<job_id: STRING>}, ...
 * @param precision of a decimal, else 0
 * @param scale of a decimal, else 0
 * @param shape in DuckDB's SQL, with text in place of what JSON has no exact form for; null for scalars
 */
public record SqlType(String name, String text, int precision, int scale, String shape) {
    public static final SqlType STRING = new SqlType("STRING", "STRING", 0, 0, null);
    public static final SqlType LONG = new SqlType("LONG", "BIGINT", 0, 0, null);
    public static final SqlType INT = new SqlType("INT", "INT", 0, 0, null);
    public static final SqlType BOOLEAN = new SqlType("BOOLEAN", "BOOLEAN", 0, 0, null);

    private static final int LARGEST_PRECISION = 38;

    /** @param duck e.g. {@code STRUCT("default" DECIMAL(38,18), p VARCHAR[])} */
    static SqlType of(String duck) {
        return new Reader(duck).type();
    }

    boolean nested() {
        return shape != null;
    }

    private static SqlType scalar(String word) {
        return switch (word) {
            case "VARCHAR", "UUID", "JSON", "TIME", "BIT" -> STRING;
            case "BIGINT", "HUGEINT", "UBIGINT", "UHUGEINT", "UINTEGER" -> LONG;
            case "INTEGER", "USMALLINT" -> INT;
            case "SMALLINT", "UTINYINT" -> new SqlType("SHORT", "SMALLINT", 0, 0, null);
            case "TINYINT" -> new SqlType("BYTE", "TINYINT", 0, 0, null);
            case "BOOLEAN" -> BOOLEAN;
            case "DOUBLE" -> new SqlType("DOUBLE", "DOUBLE", 0, 0, null);
            case "FLOAT" -> new SqlType("FLOAT", "FLOAT", 0, 0, null);
            case "DATE" -> new SqlType("DATE", "DATE", 0, 0, null);
            case "TIMESTAMP WITH TIME ZONE" -> new SqlType("TIMESTAMP", "TIMESTAMP", 0, 0, null);
            case "TIMESTAMP" -> new SqlType("TIMESTAMP", "TIMESTAMP_NTZ", 0, 0, null);
            case "BLOB" -> new SqlType("BINARY", "BINARY", 0, 0, null);
            case "INTERVAL" -> new SqlType("INTERVAL", "INTERVAL", 0, 0, null);
            // A bare NULL is an INTEGER in some of DuckDB's answers and this in others.
            case "\"NULL\"", "NULL" -> new SqlType("NULL", "VOID", 0, 0, null);
            default -> STRING;
        };
    }

    /** Recursive descent over DuckDB's spelling. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        SqlType type() {
            SqlType type = element();
            while (text.startsWith("[", at)) {
                at = text.indexOf(']', at) + 1;
                type = new SqlType("ARRAY", "ARRAY<" + type.text() + '>', 0, 0, shape(type) + "[]");
            }
            return type;
        }

        private SqlType element() {
            String word = word();
            switch (word) {
                case "STRUCT" -> {
                    return struct();
                }
                case "MAP" -> {
                    at++;
                    SqlType key = type();
                    skip(", ");
                    SqlType value = type();
                    at++;
                    return new SqlType(
                            "MAP",
                            "MAP<" + key.text() + ", " + value.text() + '>',
                            0,
                            0,
                            "MAP(VARCHAR, " + shape(value) + ')');
                }
                case "DECIMAL" -> {
                    int close = text.indexOf(')', at);
                    String[] parts = text.substring(at + 1, close).split(",", -1);
                    at = close + 1;
                    int precision = Math.min(LARGEST_PRECISION, Integer.parseInt(parts[0].trim()));
                    int scale = Integer.parseInt(parts[1].trim());
                    return new SqlType("DECIMAL", "DECIMAL(" + precision + ',' + scale + ')', precision, scale, null);
                }
                default -> {
                    return scalar(word);
                }
            }
        }

        private SqlType struct() {
            at++;
            List<String> texts = new ArrayList<>();
            List<String> shapes = new ArrayList<>();
            do {
                String field = field();
                at++;
                SqlType type = type();
                texts.add(field + ": " + type.text());
                shapes.add('"' + field.replace("\"", "\"\"") + "\" " + shape(type));
            } while (skip(", "));
            at++;
            return new SqlType(
                    "STRUCT",
                    texts.stream().collect(Collectors.joining(", ", "STRUCT<", ">")),
                    0,
                    0,
                    shapes.stream().collect(Collectors.joining(", ", "STRUCT(", ")")));
        }

        /** JSON has numbers and truth values; everything else travels as text. */
        private static String shape(SqlType type) {
            if (type.nested()) {
                return type.shape();
            }
            return switch (type.name()) {
                case "LONG" -> "BIGINT";
                case "INT", "SHORT", "BYTE" -> "INTEGER";
                case "BOOLEAN" -> "BOOLEAN";
                case "DOUBLE", "FLOAT" -> "DOUBLE";
                default -> "VARCHAR";
            };
        }

        private String field() {
            if (text.charAt(at) != '"') {
                int end = text.indexOf(' ', at);
                String name = text.substring(at, end);
                at = end;
                return name;
            }
            StringBuilder name = new StringBuilder();
            at++;
            while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
                at += text.charAt(at) == '"' ? 1 : 0;
                name.append(text.charAt(at));
                at++;
            }
            at++;
            return name.toString();
        }

        private String word() {
            int end = at;
            while (end < text.length() && "(),[".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String word = text.substring(at, end).toUpperCase(Locale.ROOT);
            at = end;
            return word;
        }

        private boolean skip(String expected) {
            if (text.startsWith(expected, at)) {
                at += expected.length();
                return true;
            }
            return false;
        }
    }
}
