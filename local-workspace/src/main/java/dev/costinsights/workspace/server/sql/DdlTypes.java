package dev.costinsights.workspace.server.sql;

import dev.costinsights.workspace.server.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a nested type in Spark's spelling, e.g. {@code MAP<STRING, STRUCT<a: INT>>}, and writes it in DuckDB's. */
final class DdlTypes {
    private final List<Token> tokens;
    private final Map<String, String> scalars;
    private int at;

    DdlTypes(List<Token> tokens, int at, Map<String, String> scalars) {
        this.tokens = tokens;
        this.at = at;
        this.scalars = scalars;
    }

    static boolean nested(String word) {
        return Set.of("map", "array", "struct").contains(word);
    }

    /** Where the type ends. */
    int end() {
        return at;
    }

    String type() throws SqlFailure {
        Token word = take();
        switch (word.lower()) {
            case "map" -> {
                expect("<");
                String key = type();
                expect(",");
                String value = type();
                expect(">");
                return "MAP(" + key + ", " + value + ')';
            }
            case "array" -> {
                expect("<");
                String element = type();
                expect(">");
                return element + "[]";
            }
            case "struct" -> {
                return struct();
            }
            default -> {
                return scalars.getOrDefault(word.lower(), word.text()) + arguments();
            }
        }
    }

    private String struct() throws SqlFailure {
        expect("<");
        List<String> fields = new ArrayList<>();
        do {
            Token name = take();
            skip(":");
            fields.add(Names.quoted(name.text()) + ' ' + type());
        } while (skip(","));
        expect(">");
        return "STRUCT(" + String.join(", ", fields) + ')';
    }

    private String arguments() throws SqlFailure {
        if (!skip("(")) {
            return "";
        }
        StringBuilder arguments = new StringBuilder("(");
        while (!skip(")")) {
            arguments.append(take().text());
        }
        return arguments.append(')').toString();
    }

    private Token take() throws SqlFailure {
        while (at < tokens.size() && tokens.get(at).kind() == Kind.SPACE) {
            at++;
        }
        if (at == tokens.size()) {
            throw SqlFailure.syntax("end of input");
        }
        return tokens.get(at++);
    }

    private boolean skip(String symbol) throws SqlFailure {
        int before = at;
        if (take().isSymbol(symbol)) {
            return true;
        }
        at = before;
        return false;
    }

    private void expect(String symbol) throws SqlFailure {
        Token found = take();
        if (!found.isSymbol(symbol)) {
            throw SqlFailure.syntax(found.text());
        }
    }
}
