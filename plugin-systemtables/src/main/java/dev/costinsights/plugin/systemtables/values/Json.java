package dev.costinsights.plugin.systemtables.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON text as maps, lists and strings. Numbers stay the text that they are, so that no digit is lost; true and false
 * become text; null becomes null.
 */
public final class Json {

    /** Nesting beyond it is refused: system tables have five levels. */
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** The text is not JSON. */
    public static final class SyntaxException extends Exception {
        private SyntaxException(String message) {
            super(message);
        }
    }

    /** A map, a list, a string or null. */
    public static Object parse(String text) throws SyntaxException {
        Json json = new Json(text);
        Object value = json.value();
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.unexpected();
        }
        return value;
    }

    private Object value() throws SyntaxException {
        skipSpace();
        if (at >= text.length()) {
            throw unexpected();
        }
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> object() throws SyntaxException {
        Map<String, Object> object = new LinkedHashMap<>();
        enter();
        while (!ends('}', object.isEmpty())) {
            skipSpace();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw unexpected();
            }
            String key = string();
            skipSpace();
            expect(':');
            object.put(key, value());
        }
        return object;
    }

    private List<Object> array() throws SyntaxException {
        List<Object> array = new ArrayList<>();
        enter();
        while (!ends(']', array.isEmpty())) {
            array.add(value());
        }
        return array;
    }

    private void enter() throws SyntaxException {
        at++;
        if (++depth > DEEPEST) {
            throw new SyntaxException("it is nested more than " + DEEPEST + " levels deep");
        }
    }

    /** Goes past the closing bracket, or past the comma before the next member. */
    private boolean ends(char bracket, boolean isFirst) throws SyntaxException {
        skipSpace();
        if (at < text.length() && text.charAt(at) == bracket) {
            at++;
            depth--;
            return true;
        }
        if (!isFirst) {
            expect(',');
        }
        return false;
    }

    private String string() throws SyntaxException {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return text.substring(start, at++);
        }
        StringBuilder string = new StringBuilder(text.substring(start, at));
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        throw unexpected();
    }

    private char escaped() throws SyntaxException {
        if (at >= text.length()) {
            throw unexpected();
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw unexpected();
        };
    }

    private char hex() throws SyntaxException {
        try {
            char c = (char) Integer.parseUnsignedInt(text, at, at + 4, 16);
            at += 4;
            return c;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw unexpected();
        }
    }

    /** A number, true, false or null. */
    private String word() throws SyntaxException {
        int start = at;
        while (at < text.length() && ",]} \t\r\n:\"{[".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("null")) {
            return null;
        }
        if (word.equals("true") || word.equals("false") || isNumber(word)) {
            return word;
        }
        at = start;
        throw unexpected();
    }

    private static boolean isNumber(String word) {
        return word.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char c) throws SyntaxException {
        skipSpace();
        if (at >= text.length() || text.charAt(at) != c) {
            throw unexpected();
        }
        at++;
    }

    private SyntaxException unexpected() {
        return new SyntaxException(
                at >= text.length()
                        ? "it ends too early"
                        : "unexpected '" + text.charAt(at) + "' at character " + (at + 1));
    }
}
