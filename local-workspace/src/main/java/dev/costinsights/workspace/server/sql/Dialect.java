package dev.costinsights.workspace.server.sql;

import dev.costinsights.workspace.server.sql.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Translates a statement from Spark's dialect into DuckDB's: names, quoting, the clock, parameters, types, and the
 * functions of {@link Functions}. What it does not know it leaves as it is.
 */
final class Dialect {
    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "FROM", "TABLE");
    private static final Set<String> CHANGES =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "DROP", "ALTER", "TRUNCATE", "EXPLAIN", "COMMENT");
    private static final Set<String> TARGET_WORDS =
            Set.of("INTO", "UPDATE", "TABLE", "VIEW", "EXISTS", "FROM", "SCHEMA", "DATABASE");
    private static final Map<String, String> TYPES = Map.of(
            "timestamp", "TIMESTAMPTZ",
            "timestamp_ltz", "TIMESTAMPTZ",
            "timestamp_ntz", "TIMESTAMP",
            "long", "BIGINT",
            "short", "SMALLINT",
            "byte", "TINYINT",
            "string", "VARCHAR",
            "binary", "BLOB");

    private final List<Token> tokens;
    private final Scope scope;
    private final List<Parameter> parameters;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> systemTables = new LinkedHashSet<>();
    private String verb;
    private int at;
    private int ordinal;

    private Dialect(String sql, Scope scope, List<Parameter> parameters) {
        this.tokens = Lexer.tokens(sql);
        this.scope = scope;
        this.parameters = parameters;
    }

    static Translated translate(String sql, Scope scope, List<Parameter> parameters) throws SqlFailure {
        return new Dialect(sql, scope, parameters).translate();
    }

    private Translated translate() throws SqlFailure {
        dropEnd();
        verb = firstWord();
        if (QUERIES.contains(verb)) {
            verb = "QUERY";
        } else if (!CHANGES.contains(verb)) {
            throw SqlFailure.syntax(verb.isEmpty() ? "end of input" : verb);
        }
        while (at < tokens.size()) {
            token();
        }
        return new Translated(verb, out.toString().trim(), systemTables);
    }

    private void dropEnd() {
        while (!tokens.isEmpty()) {
            Token last = tokens.get(tokens.size() - 1);
            if (last.kind() != Kind.SPACE && !last.isSymbol(";")) {
                return;
            }
            tokens.remove(tokens.size() - 1);
        }
    }

    private String firstWord() {
        for (Token token : tokens) {
            if (token.kind() == Kind.WORD) {
                return token.text().toUpperCase(Locale.ROOT);
            }
            if (token.kind() != Kind.SPACE && !token.isSymbol("(")) {
                return token.text();
            }
        }
        return "";
    }

    private void token() throws SqlFailure {
        Token token = tokens.get(at);
        switch (token.kind()) {
            case WORD, IDENTIFIER -> names();
            case STRING -> emit(Names.literal(token.text()));
            case PARAMETER -> emit(parameter(token.text()));
            case SYMBOL -> symbol(token);
            default -> emit(token.text());
        }
    }

    private void symbol(Token token) throws SqlFailure {
        if (token.text().equals(";")) {
            throw SqlFailure.syntax(";");
        }
        emit(token.text().equals("<=>") ? "IS NOT DISTINCT FROM" : token.text().equals("==") ? "=" : token.text());
    }

    private void emit(String text) {
        out.append(text);
        at++;
    }

    private void names() throws SqlFailure {
        int first = at;
        boolean qualified = previous(first) >= 0 && tokens.get(previous(first)).isSymbol(".");
        List<Token> chain = chain();
        Token head = chain.get(0);
        if (qualified) {
            append(chain);
            return;
        }
        if (chain.size() == 1 && head.kind() == Kind.WORD) {
            word(head, first);
            return;
        }
        if (chain.size() > 1 && Names.hidden(head.text())) {
            throw SqlFailure.tableNotFound(
                    '`' + head.text() + "`.`" + chain.get(1).text() + '`');
        }
        String catalog = Names.catalog(head.text());
        boolean namesSchema = chain.size() == 2
                && after(first, Set.of("SCHEMA", "DATABASE", "EXISTS"))
                && (firstWords().contains("SCHEMA") || firstWords().contains("DATABASE"));
        if (catalog != null && (chain.size() >= 3 || namesSchema)) {
            if (head.text().equalsIgnoreCase(Names.SYSTEM)) {
                systemTable(chain, first);
            }
            out.append(Names.quoted(catalog)).append('.');
            chain.remove(0);
        }
        append(chain);
    }

    private void append(List<Token> chain) {
        out.append(chain.stream().map(name -> Names.quoted(name.text())).collect(Collectors.joining(".")));
    }

    private void systemTable(List<Token> chain, int first) throws SqlFailure {
        String table =
                chain.get(1).lower() + '.' + (chain.size() > 2 ? chain.get(2).lower() : "");
        boolean read = verb.equals("QUERY") || verb.equals("EXPLAIN");
        if (!read && systemTables.isEmpty() && after(first, TARGET_WORDS) && isTarget()) {
            throw SqlFailure.denied("MODIFY", "Table", Names.SYSTEM + '.' + table);
        }
        systemTables.add(table);
    }

    /** The first table that a changing statement names is the one that it changes. */
    private boolean isTarget() {
        String soFar = out.toString().toUpperCase(Locale.ROOT);
        return !soFar.contains("SELECT") && !soFar.contains(" AS ");
    }

    /** Names joined by dots, from here on. */
    private List<Token> chain() {
        List<Token> chain = new ArrayList<>();
        chain.add(tokens.get(at++));
        while (at + 1 < tokens.size()
                && tokens.get(at).isSymbol(".")
                && tokens.get(at + 1).isName()) {
            chain.add(tokens.get(at + 1));
            at += 2;
        }
        return chain;
    }

    private void word(Token word, int first) throws SqlFailure {
        String name = word.lower();
        int next = next(at);
        boolean call = next < tokens.size() && tokens.get(next).isSymbol("(");
        String constant = Functions.constant(name, scope);
        if (constant != null
                && call
                && next(next + 1) < tokens.size()
                && tokens.get(next(next + 1)).isSymbol(")")) {
            out.append(constant);
            at = next(next + 1) + 1;
        } else if (constant != null && !call && Functions.bare(name) && !after(first, Set.of("AS"))) {
            out.append(constant);
        } else if (next < tokens.size() && tokens.get(next).isSymbol("<") && DdlTypes.nested(name)) {
            at = first;
            DdlTypes types = new DdlTypes(tokens, at, TYPES);
            out.append(types.type());
            at = types.end();
        } else if (name.equals("using")
                && verb.equals("CREATE")
                && next < tokens.size()
                && isFormat(tokens.get(next))) {
            at = next + 1;
        } else if (name.equals("table") && verb.equals("INSERT") && after(first, Set.of("INTO"))) {
            out.append(' ');
        } else if (isType(name, first, next)) {
            out.append(TYPES.get(name));
        } else if (call) {
            out.append(Functions.name(name).equals(name) ? word.text() : Functions.name(name));
        } else {
            out.append(word.text());
        }
    }

    private boolean isType(String name, int first, int next) {
        if (!TYPES.containsKey(name)) {
            return false;
        }
        boolean literal = next < tokens.size() && tokens.get(next).kind() == Kind.STRING;
        int previous = previous(first);
        boolean cast = previous >= 0
                && (tokens.get(previous).isWord("AS") || tokens.get(previous).isSymbol("::"));
        boolean column =
                verb.equals("CREATE") && previous >= 0 && tokens.get(previous).isName();
        return literal || cast || column;
    }

    private static boolean isFormat(Token token) {
        return token.isWord("DELTA") || token.isWord("PARQUET") || token.isWord("ICEBERG");
    }

    private boolean after(int position, Set<String> words) {
        int previous = previous(position);
        return previous >= 0
                && tokens.get(previous).kind() == Kind.WORD
                && words.contains(tokens.get(previous).text().toUpperCase(Locale.ROOT));
    }

    private List<String> firstWords() {
        return tokens.stream()
                .filter(token -> token.kind() == Kind.WORD)
                .limit(4)
                .map(token -> token.text().toUpperCase(Locale.ROOT))
                .toList();
    }

    private int previous(int position) {
        int i = position - 1;
        while (i >= 0 && tokens.get(i).kind() == Kind.SPACE) {
            i--;
        }
        return i;
    }

    private int next(int position) {
        int i = position;
        while (i < tokens.size() && tokens.get(i).kind() == Kind.SPACE) {
            i++;
        }
        return i;
    }

    private String parameter(String name) throws SqlFailure {
        String wanted = name.equals("?") ? String.valueOf(++ordinal) : name;
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(wanted)) {
                String type = TYPES.getOrDefault(parameter.type().toLowerCase(Locale.ROOT), parameter.type());
                boolean safe = type.matches("[A-Za-z_ ]+(\\([0-9, ]+\\))?") && !type.equalsIgnoreCase("VOID");
                String value = parameter.value() == null ? "NULL" : Names.literal(parameter.value());
                return safe ? "CAST(" + value + " AS " + type + ')' : value;
            }
        }
        throw new SqlFailure(
                "UNBOUND_SQL_PARAMETER",
                "42P02",
                "Found the unbound parameter: " + (name.equals("?") ? "?" + ordinal : name)
                        + ". Please, fix `args` and provide a mapping of the parameter to a value.");
    }
}
