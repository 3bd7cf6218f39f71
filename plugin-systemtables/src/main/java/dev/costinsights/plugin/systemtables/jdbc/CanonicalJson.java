package dev.costinsights.plugin.systemtables.jdbc;

/**
 * JSON text that is the same for the same value, however it was written: keys in order, no white space, members that are
 * null left out, numbers in plain digits, nothing escaped that need not be.
 *
 * <p>Null members go because a column that gains a field has it as null in every old row, and those rows have not changed.
 *
 * <p>An instance remembers what it made of texts seen lately: tags and metadata come again and again. One thread at a time.
 */
final class CanonicalJson {

    /** Nesting beyond it is refused: system tables have five levels. */
    private static final int DEEPEST = 100;

    private static final int PLACES = 1 << 12;

    private static final String NULL = "null";
    private static final String NULL_VALUE = ":null";

    private final String[] texts = new String[PLACES];
    private final String[] forms = new String[PLACES];

    /** The text is no JSON. */
    static final class SyntaxException extends Exception {
        private SyntaxException(String message) {
            super(message, null, false, false);
        }
    }

    /** @return null for JSON's null */
    String of(String text) throws SyntaxException {
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
        if (!text.equals(texts[place])) {
            forms[place] = new Parser(text).whole();
            texts[place] = text;
        }
        return forms[place];
    }

    /** Makes the canonical text of each value as it goes. */
    private static final class Parser {
        private final String text;
        private int at;
        private int depth;

        Parser(String text) {
            this.text = text;
        }

        String whole() throws SyntaxException {
            StringBuilder out = new StringBuilder(text.length());
            boolean isNull = !value(out);
            skipSpace();
            if (at < text.length()) {
                throw unexpected();
            }
            return isNull ? null : out.toString();
        }

        /** Appends a value; false when it is null, which appends nothing. */
        private boolean value(StringBuilder out) throws SyntaxException {
            skipSpace();
            if (at >= text.length()) {
                throw unexpected();
            }
            switch (text.charAt(at)) {
                case '{' -> object(out);
                case '[' -> array(out);
                case '"' -> string(out);
                default -> {
                    return word(out);
                }
            }
            return true;
        }

        private void object(StringBuilder out) throws SyntaxException {
            enter();
            out.append('{');
            JsonMembers members = new JsonMembers(out);
            boolean first = true;
            while (!ends('}', first)) {
                first = false;
                skipSpace();
                if (at >= text.length() || text.charAt(at) != '"') {
                    throw unexpected();
                }
                int name = at;
                if (isNullMember()) {
                    members.isNull(text, name, at - NULL_VALUE.length());
                    continue;
                }
                int from = out.length();
                string(out);
                int colon = out.length();
                out.append(':');
                skipSpace();
                expect(':');
                if (value(out)) {
                    members.written(from, colon);
                } else {
                    String written = out.substring(from, colon);
                    out.setLength(from);
                    members.isNull(written, 0, written.length());
                }
            }
            members.end();
            out.append('}');
        }

        /** Goes past a plain name with null behind it, as most are in wide structs; else stays. */
        private boolean isNullMember() {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '"') {
                char c = text.charAt(end++);
                if (c == '\\' || c < ' ') {
                    return false;
                }
            }
            int behind = ++end + NULL_VALUE.length();
            if (behind >= text.length()
                    || !text.startsWith(NULL_VALUE, end)
                    || (text.charAt(behind) != ',' && text.charAt(behind) != '}')) {
                return false;
            }
            at = behind;
            return true;
        }

        private void array(StringBuilder out) throws SyntaxException {
            enter();
            out.append('[');
            boolean first = true;
            while (!ends(']', first)) {
                if (!first) {
                    out.append(',');
                }
                first = false;
                if (!value(out)) {
                    out.append("null");
                }
            }
            out.append(']');
        }

        private void enter() throws SyntaxException {
            at++;
            if (++depth > DEEPEST) {
                throw new SyntaxException("it is nested more than " + DEEPEST + " levels deep");
            }
        }

        /** Goes past the closing bracket, or past the comma before the next member. */
        private boolean ends(char bracket, boolean first) throws SyntaxException {
            skipSpace();
            if (at < text.length() && text.charAt(at) == bracket) {
                at++;
                depth--;
                return true;
            }
            if (!first) {
                expect(',');
            }
            return false;
        }

        private void string(StringBuilder out) throws SyntaxException {
            out.append('"');
            int plain = ++at;
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    out.append(text, plain, ++at);
                    return;
                }
                if (c == '\\' || c < ' ') {
                    out.append(text, plain, at);
                    append(c == '\\' ? escaped() : c, out);
                    plain = at + 1;
                }
            }
            throw unexpected();
        }

        /** What a backslash and the letters after it stand for; stops at the last of them. */
        private char escaped() throws SyntaxException {
            if (++at >= text.length()) {
                throw unexpected();
            }
            char c = text.charAt(at);
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
            int code = 0;
            for (int i = 1; i <= 4; i++) {
                int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
                if (digit < 0) {
                    throw unexpected();
                }
                code = code * 16 + digit;
            }
            at += 4;
            return (char) code;
        }

        private static void append(char c, StringBuilder out) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }

        private boolean word(StringBuilder out) throws SyntaxException {
            int start = at;
            while (at < text.length() && ",]} \t\r\n:\"{[".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at - start == NULL.length() && text.startsWith(NULL, start)) {
                return false;
            }
            String word = text.substring(start, at);
            if (word.equals("true") || word.equals("false")) {
                out.append(word);
                return true;
            }
            if (word.isEmpty() || (word.charAt(0) != '-' && !Character.isDigit(word.charAt(0)))) {
                at = start;
                throw unexpected();
            }
            try {
                out.append(PlainDecimal.of(word));
                return true;
            } catch (NumberFormatException e) {
                at = start;
                throw unexpected();
            }
        }

        private void skipSpace() {
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isSpace(char c) {
            return c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r');
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
}
