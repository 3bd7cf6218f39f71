package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Database;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.duckdb.Settings;
import dev.costinsights.plugin.systemtables.duckdb.Sql;
import dev.costinsights.plugin.systemtables.values.BadValueException;
import dev.costinsights.plugin.systemtables.values.Leaf;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the file, row, column and value that made a query fail, by reading again: file by file, in order, and looking at
 * each value. That takes long, but only when something is wrong.
 */
final class Diagnosis {

    /** A sink for the second reading, of which only the failure is of interest. */
    private static final FactSink NOWHERE = (FactSink) Proxy.newProxyInstance(
            Diagnosis.class.getClassLoader(), new Class<?>[] {FactSink.class}, (proxy, method, arguments) -> null);

    private final Settings settings;
    private final FileGroup group;
    private final RowReader reader;
    private final CollectionRequest request;

    Diagnosis(Settings settings, FileGroup group, RowReader reader, CollectionRequest request) {
        this.settings = settings;
        this.group = group;
        this.reader = reader;
        this.request = request;
    }

    /** @throws InterruptedException when the thread is interrupted while it looks */
    CostInsightsException explain(Exception failure) throws InterruptedException {
        if (failure instanceof SQLException error && Database.gist(error).startsWith("Out of Memory")) {
            return new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "reading " + group.files().get(0) + " takes more memory than systemtables.memory_limit allows ("
                            + settings.memoryLimit() + "); raise it",
                    failure);
        }
        for (Path file : group.files()) {
            Optional<String> problem = problem(file);
            if (problem.isPresent()) {
                return new CostInsightsException(ErrorCode.INVALID_INPUT, file + ": " + problem.get(), failure);
            }
        }
        String reason = failure instanceof SQLException error ? Database.gist(error) : failure.getMessage();
        return new CostInsightsException(
                ErrorCode.INVALID_INPUT,
                group.files().get(0) + " cannot be read (" + reason + "); export the table again",
                failure);
    }

    private Optional<String> problem(Path file) throws InterruptedException {
        Optional<String> structure = FileStructure.problem(file, group.format());
        if (structure.isPresent()) {
            return structure;
        }
        try (Database database = Database.open(settings, Database.RowOrder.OF_FILE)) {
            FileGroup one = group.only(file);
            Optional<String> value = malformedJson(database, one);
            if (value.isEmpty()) {
                value = wrongValue(database, one);
            }
            return value.isPresent() ? value : badRow(database, one);
        } catch (SQLException e) {
            return Optional.of("it cannot be read (" + Database.gist(e) + "); copy or export it again");
        }
    }

    /** Text columns that hold structs, maps or arrays, or should. */
    private Optional<String> malformedJson(Database database, FileGroup one) throws SQLException {
        Map<String, List<Leaf>> structs = new LinkedHashMap<>();
        for (Leaf leaf : reader.leaves()) {
            Shape shape = one.columns().get(leaf.column());
            boolean isJson = leaf.isNested() || leaf.kind() == Leaf.Kind.JSON;
            if (isJson && shape != null && shape.isText()) {
                List<Leaf> nested = structs.computeIfAbsent(leaf.column(), column -> new ArrayList<>());
                if (leaf.isNested()) {
                    nested.add(leaf);
                }
            }
        }
        List<Check> checks = new ArrayList<>();
        structs.forEach((column, nested) -> {
            String value = Sql.identifier(column);
            checks.add(new Check(column, value, value + " <> '' AND NOT json_valid(" + value + ')', "JSON"));
            if (!nested.isEmpty()) {
                JsonShape.of(nested).misfits("nullif(" + value + ", '')").forEach((path, isWrong) -> {
                    String name = path.isEmpty() ? column : column + '.' + String.join(".", path);
                    String part =
                            path.isEmpty() ? value : "json_extract(" + value + ", '$." + String.join(".", path) + "')";
                    checks.add(new Check(name, "CAST(" + part + " AS VARCHAR)", isWrong, "a JSON object"));
                });
            }
        });
        return first(database, '(' + one.scan() + ')', checks);
    }

    /** Values that DuckDB converts. */
    private Optional<String> wrongValue(Database database, FileGroup one) throws SQLException {
        Columns columns = new Columns(one, reader.leaves());
        List<Check> checks = new ArrayList<>();
        for (Leaf leaf : reader.leaves()) {
            Shape shape = columns.shape(leaf);
            String type =
                    switch (leaf.kind()) {
                        case TIME, DAY -> "TIMESTAMPTZ";
                        case COUNT -> "BIGINT";
                        case FLAG -> "BOOLEAN";
                        case TEXT, DECIMAL, JSON -> null;
                    };
            if (shape != null && type != null && (shape.isText() || leaf.kind() == Leaf.Kind.COUNT)) {
                String value = "CAST(" + columns.raw(leaf) + " AS VARCHAR)";
                checks.add(new Check(
                        leaf.name(),
                        value,
                        value + " <> '' AND TRY_CAST(" + columns.raw(leaf) + " AS " + type + ") IS NULL",
                        leaf.kind().wanted()));
            }
        }
        return first(database, columns.from(), checks);
    }

    /**
     * A test of a column.
     *
     * @param isWrong SQL condition
     * @param wanted what the value should be
     */
    private record Check(String column, String value, String isWrong, String wanted) {}

    /** The first row in which a check finds something. */
    private static Optional<String> first(Database database, String from, List<Check> checks) throws SQLException {
        if (checks.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder which = new StringBuilder("CASE");
        StringBuilder value = new StringBuilder("CASE");
        for (int i = 0; i < checks.size(); i++) {
            Check check = checks.get(i);
            which.append(" WHEN ").append(check.isWrong).append(" THEN ").append(i);
            value.append(" WHEN ").append(check.isWrong).append(" THEN ").append(check.value);
        }
        List<List<String>> found =
                database.list("SELECT number, which, value FROM (SELECT row_number() OVER () AS number, "
                        + which + " END AS which, " + value + " END AS value FROM " + from
                        + ") WHERE which IS NOT NULL ORDER BY number LIMIT 1");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<String> row = found.get(0);
        Check check = checks.get(Integer.parseInt(row.get(1)));
        return Optional.of(at(
                Long.parseLong(row.get(0)),
                new BadValueException(check.column, row.get(2), "is not " + check.wanted + "; correct it")));
    }

    /** Values that the reader itself refuses. Rows outside the window pass it by, but count. */
    private Optional<String> badRow(Database database, FileGroup one) throws SQLException, InterruptedException {
        Columns columns = new Columns(one, reader.leaves());
        long number = 0;
        try (Rows rows =
                database.stream("SELECT " + String.join(", ", reader.select(columns)) + " FROM " + columns.from())) {
            while (rows.next()) {
                number++;
                reader.read(rows, request, NOWHERE);
            }
        } catch (BadValueException e) {
            return Optional.of(at(number, e));
        }
        return Optional.empty();
    }

    private static String at(long row, BadValueException problem) {
        return "row " + row + ", " + problem.sentence();
    }
}
