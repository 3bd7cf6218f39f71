package dev.costinsights.plugin.sql.tags;

/**
 * A statement's text, cut into quoted pieces, comments and the rest, as Databricks does: block comments may be nested, a
 * backslash escapes within single and double quotes but not in raw ones ({@code r'...'}), and the body of a function may
 * stand between {@code $$}.
 */
public final class SqlText {

    private final String sql;
    private final StringBuilder comments;
    private int end;
    private boolean closed = true;

    private SqlText(String sql, boolean keepComments) {
        this.sql = sql;
        this.comments = keepComments ? new StringBuilder() : null;
        scan();
    }

    static SqlText of(String sql) {
        return new SqlText(sql, false);
    }

    /** All comments of a statement, separated by a space; null when there are none. */
    public static String comments(String sql) {
        if (sql == null || (!sql.contains("/*") && !sql.contains("--"))) {
            return null;
        }
        StringBuilder found = new SqlText(sql, true).comments;
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
        int newLine = sql.indexOf('\n', start);
        return keep(start, newLine < 0 ? sql.length() : newLine);
    }

    private int pastBlock(int start) {
        int depth = 1;
        int i = start + 2;
        while (i < sql.length()) {
            if (sql.startsWith("*/", i)) {
                i += 2;
                depth--;
                if (depth == 0) {
                    return keep(start, i);
                }
            } else if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else {
                i++;
            }
        }
        closed = false;
        return sql.length();
    }

    private int keep(int start, int stop) {
        if (comments != null) {
            comments.append(comments.length() == 0 ? "" : " ").append(sql, start, stop);
        }
        return stop;
    }
}
