package dev.costinsights.plugin.sql.tags;

/**
 * A statement's text, cut into quoted pieces, comments and the rest, as Databricks does: block comments may be nested, a
 * backslash escapes within single and double quotes but not in raw ones ({@code r'...'}), and the body of a function may
 * stand between {@code $$}.
 */
public final class SqlText {

    private final String sql;
    /** What is found of each; null where nobody wants it. */
    private final StringBuilder comments;

    private final StringBuilder code;

    /** Up to where the code is copied. */
    private int copied;

    private int end;
    private boolean closed = true;

    private SqlText(String sql, StringBuilder comments, StringBuilder code) {
        this.sql = sql;
        this.comments = comments;
        this.code = code;
        scan();
    }

    static SqlText of(String sql) {
        return new SqlText(sql, null, null);
    }

    /** Where the first character stands that is neither space nor comment; looks no further than there. */
    static int codeStart(String sql) {
        int i = 0;
        while (i < sql.length()) {
            if (Character.isWhitespace(sql.charAt(i)) || sql.charAt(i) < ' ') {
                i++;
            } else if (sql.startsWith("--", i)) {
                i = lineEnd(sql, i);
            } else if (sql.startsWith("/*", i)) {
                int past = blockEnd(sql, i);
                i = past < 0 ? sql.length() : past;
            } else {
                return i;
            }
        }
        return sql.length();
    }

    /** A statement with a space for each of its comments, and without semicolons at its end. */
    static String code(String sql) {
        StringBuilder found = new StringBuilder(sql.length());
        found.append(sql, new SqlText(sql, null, found).copied, sql.length());
        int end = found.length();
        while (end > 0 && (found.charAt(end - 1) <= ' ' || found.charAt(end - 1) == ';')) {
            end--;
        }
        return found.substring(0, end).strip();
    }

    /** All comments of a statement, separated by a space; null when there are none. */
    public static String comments(String sql) {
        if (sql == null || (!sql.contains("/*") && !sql.contains("--"))) {
            return null;
        }
        StringBuilder found = new SqlText(sql, new StringBuilder(), null).comments;
        return found.length() == 0 ? null : found.toString();
    }

    /** False when a quotation or block comment is never closed. */
    boolean isClosed() {
        return closed;
    }

    /** Where the last character stands that is neither space, comment nor semicolon, plus one. */
    int codeEnd() {
        return end;
    }

    private void scan() {
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\'' || c == '"' || c == '`') {
                i = pastQuote(i, c, c != '`' && !isRaw(i));
                end = i;
            } else if (sql.startsWith("$$", i)) {
                i = pastDollars(i);
                end = i;
            } else if (sql.startsWith("--", i)) {
                i = pastLine(i);
            } else if (sql.startsWith("/*", i)) {
                i = pastBlock(i);
            } else {
                i++;
                end = c <= ' ' || c == ';' ? end : i;
            }
        }
    }

    private int pastQuote(int start, char quote, boolean escapes) {
        int i = start + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            i += c == '\\' && escapes ? 2 : 1;
        }
        closed = false;
        return sql.length();
    }

    /** Whether the quotation follows a letter r that stands alone. */
    private boolean isRaw(int quote) {
        return quote > 0
                && (sql.charAt(quote - 1) == 'r' || sql.charAt(quote - 1) == 'R')
                && (quote == 1 || !Character.isJavaIdentifierPart(sql.charAt(quote - 2)));
    }

    private int pastDollars(int start) {
        int second = sql.indexOf("$$", start + 2);
        closed &= second >= 0;
        return second < 0 ? sql.length() : second + 2;
    }

    private int pastLine(int start) {
        return keep(start, lineEnd(sql, start));
    }

    private int pastBlock(int start) {
        int past = blockEnd(sql, start);
        closed &= past >= 0;
        return past < 0 ? sql.length() : keep(start, past);
    }

    private static int lineEnd(String sql, int start) {
        int newLine = sql.indexOf('\n', start);
        return newLine < 0 ? sql.length() : newLine;
    }

    /** Behind a block comment and those that are nested in it; -1 when it is never closed. */
    private static int blockEnd(String sql, int start) {
        int depth = 1;
        int i = start + 2;
        while (i < sql.length()) {
            if (sql.startsWith("*/", i)) {
                i += 2;
                depth--;
                if (depth == 0) {
                    return i;
                }
            } else if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else {
                i++;
            }
        }
        return -1;
    }

    private int keep(int start, int stop) {
        if (comments != null) {
            comments.append(comments.length() == 0 ? "" : " ").append(sql, start, stop);
        }
        if (code != null) {
            code.append(sql, copied, start).append(' ');
            copied = stop;
        }
        return stop;
    }
}
