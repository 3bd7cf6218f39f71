package dev.costinsights.core.context;

import java.util.HashMap;
import java.util.Map;

/**
 * The JSON objects that stand anywhere in a text, as the string fields of each; numbers, arrays and nested objects are
 * stepped over. What starts like an object and is none is skipped. The work is limited to a few times the text's length,
 * whatever the text is; after that no more objects are found.
 */
final class JsonObjects {

    /** How often the text may be read on average before it counts as hostile. */
    private static final int PASSES = 4;

    private final String text;
    private int position;
    private long budget;

    JsonObjects(String text) {
        this.text = text;
        this.budget = (long) PASSES * text.length();
    }

    /** The string fields of the next object, or null when there are no more. */
    Map<String, String> next() {
        int opening = text.indexOf('{', position);
        while (opening >= 0 && budget > 0) {
            position = opening + 1;
            Map<String, String> fields = fields();
            budget -= position - opening;
            if (fields != null) {
                return fields;
            }
            opening = text.indexOf('{', opening + 1);
        }
        position = text.length();
        return null;
    }

    /** The fields of the object whose brace was just passed, or null when it is none. Ends where it is understood to. */
    private Map<String, String> fields() {
        Map<String, String> fields = new HashMap<>();
        do {
            if (takes('}')) {
                return fields;
            }
            String key = string();
            if (key == null || !takes(':')) {
                return null;
            }
            if (peek() == '"') {
                String value = string();
                if (value == null) {
                    return null;
                }
                fields.put(key, value);
            } else if (!stepOver()) {
                return null;
            }
        } while (takes(','));
        return takes('}') ? fields : null;
    }

    private String string() {
        if (peek() != '"') {
            return null;
        }
        int opening = position;
        int end = Quoted.end(text, opening);
        position = end;
        if (!Quoted.isClosed(text, opening, end)) {
            return null;
        }
        position++;
        return Quoted.unescape(text.substring(opening + 1, end));
    }

    /** Passes a number, a word, an array or an object; false when none is there. */
    private boolean stepOver() {
        int start = position;
        int depth = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (depth == 0 && (c == ',' || c == '}')) {
                return position > start;
            }
            switch (c) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    if (string() == null) {
                        return false;
                    }
                    // The string ends where the next character stands.
                    position--;
                }
                default -> {}
            }
            if (depth < 0 || (depth == 0 && c == '"') || text.startsWith("*/", position)) {
                return false;
            }
            position++;
        }
        return false;
    }

    private boolean takes(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    /** The next character that is not white space, without passing it; 0 at the end. */
    private char peek() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : 0;
    }
}
