package dev.costinsights.workspace.server.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SHOW, as people write it and as the JDBC driver does for its metadata. */
final class ShowCommand {
    private static final List<Column> COLUMN_COLUMNS = List.of(
            Commands.text("catalogName"),
            Commands.text("namespace"),
            Commands.text("tableName"),
            Commands.text("col_name"),
            Commands.text("columnType"),
            new Column("columnSize", SqlType.INT),
            new Column("decimalDigits", SqlType.INT),
            new Column("radix", SqlType.INT),
            Commands.text("isNullable"),
            Commands.text("remarks"),
            new Column("ordinalPosition", SqlType.INT),
            Commands.text("isAutoIncrement"),
            Commands.text("isGenerated"));

    private final Listing listing;
    private final Session session;

    ShowCommand(Listing listing, Session session) {
        this.listing = listing;
        this.session = session;
    }

    Result run(TokenReader words) throws SqlFailure {
        if (words.skip("CATALOGS")) {
            Predicate<String> wanted = like(words);
            return Result.of(
                    texts("catalog"),
                    listing.catalogs().stream().filter(wanted).map(List::of).toList());
        }
        if (words.skip("SCHEMAS") || words.skip("DATABASES")) {
            return schemas(words);
        }
        if (words.skip("TABLES") || words.skip("VIEWS")) {
            return tables(words);
        }
        if (words.skip("COLUMNS")) {
            return columns(words);
        }
        if (words.skip("TABLE_TYPES")) {
            return Result.of(
                    texts("TABLE_TYPE"),
                    Stream.of("TABLE", "VIEW").map(List::of).toList());
        }
        if (words.skip("FUNCTIONS") || words.skip("PROCEDURES")) {
            return Result.of(texts("functionName", "namespace", "catalogName", "remarks", "functionType"), List.of());
        }
        if (words.skip("KEYS")) {
            return Result.of(
                    texts("catalogName", "namespace", "tableName", "col_name", "keySeq", "constraintName"), List.of());
        }
        if (words.skip("FOREIGN", "KEYS")) {
            return Result.of(
                    texts(
                            "parentCatalogName",
                            "parentNamespace",
                            "parentTableName",
                            "parentColName",
                            "catalogName",
                            "namespace",
                            "tableName",
                            "col_name",
                            "keySeq",
                            "updateRule",
                            "deleteRule",
                            "constraintName",
                            "parentConstraintName",
                            "deferrability"),
                    List.of());
        }
        throw SqlFailure.syntax(words.done() ? "end of input" : words.take());
    }

    private Result schemas(TokenReader words) throws SqlFailure {
        List<String> catalogs = List.of(session.catalog());
        if (words.skip("IN", "ALL", "CATALOGS")) {
            catalogs = listing.catalogs();
        } else if (words.skip("IN") || words.skip("FROM")) {
            catalogs = List.of(known(words.take()));
        }
        Predicate<String> wanted = like(words);
        words.end();
        List<List<String>> rows = new ArrayList<>();
        for (String catalog : catalogs) {
            listing.schemas(catalog).stream().filter(wanted).forEach(schema -> rows.add(List.of(schema, catalog)));
        }
        return Result.of(texts("databaseName", "catalog"), rows);
    }

    private Result tables(TokenReader words) throws SqlFailure {
        List<String> place = place(words);
        Predicate<String> schemas = place.size() > 1 ? named(place.get(1)) : schemaLike(words);
        Predicate<String> tables = like(words);
        words.end();
        List<List<String>> rows = new ArrayList<>();
        for (List<String> table : listing.tables()) {
            boolean wanted = (place.isEmpty() || named(place.get(0)).test(table.get(0)))
                    && schemas.test(table.get(1))
                    && tables.test(table.get(2));
            if (wanted) {
                rows.add(Arrays.asList(table.get(1), table.get(2), "false", null, table.get(0), "TABLE", ""));
            }
        }
        return Result.of(
                texts("namespace", "tableName", "isTemporary", "information", "catalogName", "tableType", "remarks"),
                rows);
    }

    private Result columns(TokenReader words) throws SqlFailure {
        List<String> place = place(words);
        Predicate<String> schemas = place.size() > 1 ? named(place.get(1)) : schemaLike(words);
        Predicate<String> tables = place.size() > 2 ? named(place.get(2)) : tableLike(words);
        Predicate<String> columns = like(words);
        words.end();
        List<List<String>> rows = new ArrayList<>();
        for (Listing.Entry column : listing.columns()) {
            boolean wanted = (place.isEmpty() || named(place.get(0)).test(column.catalog()))
                    && schemas.test(column.schema())
                    && tables.test(column.table())
                    && columns.test(column.column());
            if (wanted) {
                rows.add(row(column));
            }
        }
        return Result.of(COLUMN_COLUMNS, rows);
    }

    private static List<String> row(Listing.Entry column) {
        SqlType type = column.type();
        boolean decimal = type.name().equals("DECIMAL");
        return Arrays.asList(
                column.catalog(),
                column.schema(),
                column.table(),
                column.column(),
                type.text(),
                decimal ? String.valueOf(type.precision()) : null,
                decimal ? String.valueOf(type.scale()) : null,
                decimal ? "10" : null,
                "true",
                "",
                String.valueOf(column.position()),
                "NO",
                "NO");
    }

    /** {@code IN ALL CATALOGS} is no place, {@code IN CATALOG c} one name, {@code IN a.b} as many as there are. */
    private List<String> place(TokenReader words) throws SqlFailure {
        if (words.skip("IN", "ALL", "CATALOGS")) {
            return List.of();
        }
        if (words.skip("IN", "CATALOG")) {
            return List.of(known(words.take()));
        }
        if (!words.skip("IN") && !words.skip("FROM")) {
            return List.of(session.catalog(), session.schema());
        }
        List<String> names = new ArrayList<>(words.names());
        if (names.size() == 1) {
            names.add(0, session.catalog());
        }
        known(names.get(0));
        return names;
    }

    private static String known(String catalog) throws SqlFailure {
        if (Names.catalog(catalog) == null) {
            throw SqlFailure.catalogNotFound(catalog);
        }
        return catalog;
    }

    private static Predicate<String> schemaLike(TokenReader words) throws SqlFailure {
        return words.skip("SCHEMA", "LIKE") ? pattern(words.take()) : name -> true;
    }

    private static Predicate<String> tableLike(TokenReader words) throws SqlFailure {
        return words.skip("TABLE", "LIKE") ? pattern(words.take()) : name -> true;
    }

    private static Predicate<String> like(TokenReader words) throws SqlFailure {
        return words.skip("LIKE") || words.atString() ? pattern(words.take()) : name -> true;
    }

    private static Predicate<String> named(String name) {
        return name::equalsIgnoreCase;
    }

    /** A star is any text, a dot any character, a bar an alternative. */
    private static Predicate<String> pattern(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '.' || c == '|' ? String.valueOf(c) : Pattern.quote(String.valueOf(c)));
        }
        Pattern compiled = Pattern.compile(regex.toString());
        return name -> compiled.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static List<Column> texts(String... names) {
        return Stream.of(names).map(Commands::text).toList();
    }
}
