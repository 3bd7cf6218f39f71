package dev.costinsights.plugin.systemtables.files;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A type as DuckDB names it, e.g. {@code STRUCT(type VARCHAR, "default" DECIMAL(38,18))}.
 *
 * @param name the whole name
 * @param leaves of a struct, by name in lower case, as DuckDB matches them; empty for every other type
 */
record Shape(String name, Map<String, Shape> leaves) {

    static final Shape VARCHAR = new Shape("VARCHAR", Map.of());

    static Shape parse(String typeName) {
        return new Parser(typeName).type();
    }

    boolean isText() {
        return name.equals("VARCHAR") || name.equals("JSON");
    }

    boolean isStruct() {
        return !leaves.isEmpty();
    }

    /** A struct, map or list. */
    boolean isNested() {
        return isStruct() || name.endsWith("]") || name.startsWith("MAP(");
    }

    boolean isTime() {
        return name.startsWith("TIMESTAMP") || name.equals("DATE");
    }

    boolean isInteger() {
        return switch (name) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> true;
            case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> true;
            default -> false;
        };
    }

    boolean isDecimal() {
        return name.startsWith("DECIMAL(");
    }

    boolean isNumber() {
        return isInteger() || isDecimal() || name.equals("FLOAT") || name.equals("DOUBLE");
    }

    /** Reads the grammar of DuckDB's type names, as far as structs need it. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Shape type() {
            int start = at;
            Map<String, Shape> leaves = Map.of();
            if (text.startsWith("STRUCT(", at)) {
                at += "STRUCT(".length();
                leaves = fields();
            } else {
                skipToEnd();
            }
            boolean isList = false;
            while (at < text.length() && text.charAt(at) == '[') {
                at = text.indexOf(']', at) + 1;
                isList = true;
            }
            return new Shape(text.substring(start, at).trim(), isList ? Map.of() : leaves);
        }

        private Map<String, Shape> fields() {
            Map<String, Shape> fields = new LinkedHashMap<>();
            while (text.charAt(at) != ')') {
                String name = fieldName();
                at++;
                fields.put(name.toLowerCase(Locale.ROOT), type());
                if (text.charAt(at) == ',') {
                    at += 2;
                }
            }
            at++;
            return fields;
        }

        private String fieldName() {
            if (text.charAt(at) != '"') {
                int start = at;
                at = text.indexOf(' ', at);
                return text.substring(start, at);
            }
            StringBuilder name = new StringBuilder();
            for (at++; ; at++) {
                if (text.charAt(at) == '"') {
                    at++;
                    if (at >= text.length() || text.charAt(at) != '"') {
                        return name.toString();
                    }
                }
                name.append(text.charAt(at));
            }
        }

        /** To the comma, bracket or parenthesis that ends a type without fields; its own parentheses belong to it. */
        private void skipToEnd() {
            int depth = 0;
            char quote = 0;
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '"' || c == '\'') {
                    quote = c;
                } else if (c == '(') {
                    depth++;
                } else if (c == ')' && depth-- == 0) {
                    return;
                } else if (depth == 0 && (c == ',' || c == '[')) {
                    return;
                }
            }
        }
    }
}
