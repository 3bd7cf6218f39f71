package dev.costinsights.workspace.server.sql;

import dev.costinsights.workspace.server.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a command word by word. */
final class TokenReader {
    private final List<Token> tokens;
    private int at;

    TokenReader(String sql) {
        tokens = Lexer.tokens(sql).stream()
                .filter(token -> token.kind() != Kind.SPACE && !token.isSymbol(";"))
                .toList();
    }

    boolean done() {
        return at == tokens.size();
    }

    /** Skips these words if they come next, all of them. */
    boolean skip(String... words) {
        for (int i = 0; i < words.length; i++) {
            boolean there = at + i < tokens.size()
                    && (tokens.get(at + i).isWord(words[i])
                            || tokens.get(at + i).isSymbol(words[i]));
            if (!there) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    /** Does a text in quotes come next? */
    boolean atString() {
        return !done() && tokens.get(at).kind() == Kind.STRING;
    }

    String take() throws SqlFailure {
        if (done()) {
            throw SqlFailure.syntax("end of input");
        }
        return tokens.get(at++).text();
    }

    void expect(String word) throws SqlFailure {
        if (!skip(word)) {
            throw SqlFailure.syntax(done() ? "end of input" : tokens.get(at).text());
        }
    }

    /** Names joined by dots. */
    List<String> names() throws SqlFailure {
        List<String> names = new ArrayList<>();
        do {
            names.add(take());
        } while (skip("."));
        return names;
    }

    /** What is left, without its spaces. */
    String rest() {
        String rest =
                tokens.subList(at, tokens.size()).stream().map(Token::text).collect(Collectors.joining());
        at = tokens.size();
        return rest;
    }

    /** Fails when something is left. */
    void end() throws SqlFailure {
        if (!done()) {
            throw SqlFailure.syntax(tokens.get(at).text());
        }
    }
}
