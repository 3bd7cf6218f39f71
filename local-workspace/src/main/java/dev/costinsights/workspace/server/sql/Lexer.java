package dev.costinsights.workspace.server.sql;

import dev.costinsights.workspace.server.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a statement in Spark's dialect into tokens. Never fails: what is not understood is a symbol of one character. */
final class Lexer {
    private static final List<String> LONG_SYMBOLS =
            List.of("<=>", "::", "<=", ">=", "<>", "!=", "==", "||", "->", "=>");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        Lexer lexer = new Lexer(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            space(at + 1);
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            space(end < 0 ? sql.length() : end);
        } else if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            space(end < 0 ? sql.length() : end + 2);
        } else if (c == '`') {
            quoted('`', false, Kind.IDENTIFIER);
        } else if (c == '\'' || c == '"') {
            quoted(c, true, Kind.STRING);
        } else if (Character.isLetter(c) || c == '_') {
            run(Kind.WORD, at);
        } else if (Character.isDigit(c)) {
            number();
        } else if (c == '?') {
            add(Kind.PARAMETER, "?", at + 1);
        } else if (c == ':' && namesParameter()) {
            int start = at + 1;
            at++;
            run(Kind.PARAMETER, start);
        } else {
            symbol();
        }
    }

    private void space(int end) {
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() == Kind.SPACE) {
            at = end;
        } else {
            add(Kind.SPACE, " ", end);
        }
    }

    private void run(Kind kind, int start) {
        int end = start;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        add(kind, sql.substring(start, end), end);
    }

    private void number() {
        int end = at;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
            boolean exponent = Character.toLowerCase(sql.charAt(end)) == 'e'
                    && end + 1 < sql.length()
                    && (sql.charAt(end + 1) == '-' || sql.charAt(end + 1) == '+');
            end += exponent ? 2 : 1;
        }
        String text = sql.substring(at, end);
        // Spark's suffixes for bigint, smallint, tinyint, double and decimal.
        add(Kind.NUMBER, text.replaceFirst("(?i)(bd|[lsyd])$", ""), end);
    }

    /** A colon before a name, and neither a cast nor a path into JSON. */
    private boolean namesParameter() {
        boolean name = at + 1 < sql.length() && (Character.isLetter(sql.charAt(at + 1)) || sql.charAt(at + 1) == '_');
        boolean afterName = !tokens.isEmpty() && tokens.get(tokens.size() - 1).isName();
        return name && !afterName && !sql.startsWith("::", at);
    }

    private void symbol() {
        for (String symbol : LONG_SYMBOLS) {
            if (sql.startsWith(symbol, at)) {
                add(Kind.SYMBOL, symbol, at + symbol.length());
                return;
            }
        }
        add(Kind.SYMBOL, sql.substring(at, at + 1), at + 1);
    }

    private void quoted(char quote, boolean escapes, Kind kind) {
        StringBuilder text = new StringBuilder();
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == quote) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                    i++;
                } else {
                    break;
                }
            } else if (escapes && c == '\\' && i + 1 < sql.length()) {
                i++;
                c = unescaped(sql.charAt(i), text);
            }
            text.append(c);
            i++;
        }
        add(kind, text.toString(), Math.min(sql.length(), i + 1));
    }

    private static char unescaped(char c, StringBuilder text) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '%', '_' -> {
                text.append('\\');
                yield c;
            }
            default -> c;
        };
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(new Token(kind, text));
        at = end;
    }
}
