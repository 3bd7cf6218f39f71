package dev.costinsights.workspace.server.sql;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param text without quotes and with escapes resolved
 */
record Token(Kind kind, String text) {
    enum Kind {
        WORD,
        /** In backticks. */
        IDENTIFIER,
        STRING,
        NUMBER,
        SYMBOL,
        /** {@code ?}, or a colon and a name, whose text is the name. */
        PARAMETER,
        /** White space and comments. */
        SPACE
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.IDENTIFIER;
    }

    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }
}
