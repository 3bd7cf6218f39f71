package dev.costinsights.workspace.server.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Statements that are not for DuckDB: SET, USE, RESET, SHOW and DESCRIBE. */
public final class Commands {
    private final Database database;

    public Commands(Database database) {
        this.database = database;
    }

    /** The answer, or empty when the statement is none of these. */
    public Optional<Result> run(String sql, Session session, Scope scope, List<Parameter> parameters)
            throws SqlFailure {
        TokenReader words = new TokenReader(sql);
        if (words.skip("SET")) {
            return Optional.of(set(words, session, sql));
        }
        if (words.skip("RESET")) {
            return Optional.of(Result.none());
        }
        if (words.skip("USE")) {
            return Optional.of(use(words, session));
        }
        if (words.skip("SHOW")) {
            return Optional.of(new ShowCommand(new Listing(database), session).run(words));
        }
        if (words.skip("DESCRIBE") || words.skip("DESC")) {
            return Optional.of(describe(words, sql, scope, parameters));
        }
        return Optional.empty();
    }

    private static Result set(TokenReader words, Session session, String sql) throws SqlFailure {
        if (words.skip("CATALOG")) {
            String catalog = known(words.take());
            session.use(catalog, "default");
            return keyValue("catalog", catalog);
        }
        if (words.skip("QUERY_TAGS", "[")) {
            return tags(words, session);
        }
        if (words.skip("TIME", "ZONE")) {
            session.set("timezone", words.rest());
            return Result.none();
        }
        if (words.done()) {
            List<List<String>> rows = new ArrayList<>();
            session.settings().forEach((key, value) -> rows.add(List.of(key, value)));
            return Result.of(List.of(text("key"), text("value")), rows);
        }
        String key = String.join(".", words.names());
        if (words.done()) {
            return keyValue(key, session.settings().getOrDefault(key, "<undefined>"));
        }
        words.expect("=");
        // Tags may hold spaces, which the reader of words drops.
        String value = words.atString()
                ? words.take()
                : sql.substring(sql.indexOf('=') + 1).replaceFirst(";\\s*$", "").trim();
        session.set(key, value);
        return keyValue(key, value);
    }

    private static Result tags(TokenReader words, Session session) throws SqlFailure {
        List<List<String>> rows = new ArrayList<>();
        do {
            String key = words.take();
            words.expect("]");
            words.expect("=");
            boolean unset = !words.atString() && (words.skip("UNSET") || words.skip("NULL"));
            String value = unset ? null : words.take();
            session.tag(key, value);
            rows.add(Arrays.asList("QUERY_TAGS['" + key + "']", value));
        } while (words.skip(",", "QUERY_TAGS", "["));
        words.end();
        return Result.of(List.of(text("key"), text("value")), rows);
    }

    private Result use(TokenReader words, Session session) throws SqlFailure {
        if (words.skip("CATALOG")) {
            session.use(known(words.take()), "default");
            return Result.none();
        }
        boolean schema = words.skip("SCHEMA") || words.skip("DATABASE");
        List<String> names = words.names();
        words.end();
        if (names.size() > 2) {
            throw SqlFailure.syntax(names.get(2));
        }
        if (names.size() == 1 && !schema && Names.catalog(names.get(0)) != null) {
            session.use(known(names.get(0)), "default");
            return Result.none();
        }
        String catalog = names.size() == 2 ? known(names.get(0)) : session.catalog();
        String wanted = names.get(names.size() - 1);
        boolean there =
                new Listing(database).schemas(catalog).stream().anyMatch(found -> found.equalsIgnoreCase(wanted));
        if (!there) {
            throw SqlFailure.schemaNotFound('`' + catalog + "`.`" + wanted + '`');
        }
        session.use(catalog, wanted);
        return Result.none();
    }

    private Result describe(TokenReader words, String sql, Scope scope, List<Parameter> parameters) throws SqlFailure {
        String query;
        if (words.skip("QUERY")) {
            query = sql.replaceFirst("(?is)^\\s*DESC(RIBE)?\\s+QUERY\\s", "");
        } else if (words.skip("SELECT") || words.skip("WITH")) {
            query = sql.replaceFirst("(?is)^\\s*DESC(RIBE)?\\s", "");
        } else {
            words.skip("TABLE");
            words.skip("EXTENDED");
            query = "SELECT * FROM " + spark(words.names());
            words.end();
        }
        List<List<String>> rows = new ArrayList<>();
        for (Column column : new Execution(database, null, 0).describe(query, scope, parameters)) {
            rows.add(Arrays.asList(column.name(), column.type().text().toLowerCase(Locale.ROOT), null));
        }
        return Result.of(List.of(text("col_name"), text("data_type"), text("comment")), rows);
    }

    private static String spark(List<String> names) {
        return '`' + String.join("`.`", names) + '`';
    }

    private static String known(String catalog) throws SqlFailure {
        if (Names.catalog(catalog) == null) {
            throw SqlFailure.catalogNotFound(catalog);
        }
        return catalog.toLowerCase(Locale.ROOT);
    }

    private static Result keyValue(String key, String value) {
        return Result.of(List.of(text("key"), text("value")), List.of(List.of(key, value)));
    }

    static Column text(String name) {
        return new Column(name, SqlType.STRING);
    }

    /** What a new session starts with. */
    public static void configure(Session session, Map<String, String> settings) throws SqlFailure {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            session.set(setting.getKey(), setting.getValue());
        }
    }
}
