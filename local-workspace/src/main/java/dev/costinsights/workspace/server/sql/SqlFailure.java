package dev.costinsights.workspace.server.sql;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a statement failed, worded as Databricks words it, with its SQLSTATE. */
public final class SqlFailure extends Exception {
    private static final Pattern MISSING_TABLE = Pattern.compile("Table with name \"?([^\"]*?)\"? does not exist");
    private static final Pattern MISSING_SCHEMA =
            Pattern.compile("(?:Schema with name|schema) \"?([^\" ]*)\"? does(?:n't| not) exist");
    private static final Pattern MISSING_COLUMN = Pattern.compile(
            "(?:Referenced column|does not have a column named|Could not find key|Referenced table) \"([^\"]*)\"");
    private static final Pattern CANDIDATES =
            Pattern.compile("(?:Candidate bindings|Candidate Entries|Candidate tables): ?(.*)");
    private static final Pattern MISSING_FUNCTION =
            Pattern.compile("Function with name \"?([^\" ]*)\"? does not exist");
    private static final Pattern BAD_VALUE = Pattern.compile("Could not convert string '(.*?)' to (\\w+)");

    private final String condition;
    private final String sqlState;

    public SqlFailure(String condition, String sqlState, String text) {
        super('[' + condition + "] " + text + " SQLSTATE: " + sqlState, null, false, false);
        this.condition = condition;
        this.sqlState = sqlState;
    }

    public String condition() {
        return condition;
    }

    public String sqlState() {
        return sqlState;
    }

    public static SqlFailure tableNotFound(String quotedName) {
        return new SqlFailure(
                "TABLE_OR_VIEW_NOT_FOUND",
                "42P01",
                "The table or view " + quotedName
                        + " cannot be found. Verify the spelling and correctness of the schema" + " and catalog.");
    }

    public static SqlFailure denied(String privilege, String kind, String name) {
        return new SqlFailure(
                "INSUFFICIENT_PERMISSIONS",
                "42501",
                "Insufficient privileges: User does not have " + privilege + " on " + kind + " '" + name + "'.");
    }

    public static SqlFailure schemaNotFound(String quotedName) {
        return new SqlFailure(
                "SCHEMA_NOT_FOUND",
                "42704",
                "The schema " + quotedName + " cannot be found. Verify the spelling and correctness of the schema and"
                        + " catalog.");
    }

    public static SqlFailure catalogNotFound(String name) {
        return new SqlFailure("NO_SUCH_CATALOG_EXCEPTION", "42704", "Catalog '" + name + "' was not found.");
    }

    public static SqlFailure syntax(String near) {
        return new SqlFailure("PARSE_SYNTAX_ERROR", "42601", "Syntax error at or near '" + near + "'.");
    }

    /** What DuckDB says, in the words of Databricks. */
    static SqlFailure of(SQLException e) {
        String message = String.valueOf(e.getMessage());
        String first = message.lines().findFirst().orElse(message);
        Matcher matcher = MISSING_TABLE.matcher(first);
        if (matcher.find()) {
            return tableNotFound('`' + matcher.group(1).replace(".", "`.`") + '`');
        }
        matcher = MISSING_FUNCTION.matcher(first);
        if (matcher.find()) {
            return new SqlFailure(
                    "UNRESOLVED_ROUTINE", "42883", "Cannot resolve routine `" + matcher.group(1) + "` on search path.");
        }
        matcher = MISSING_COLUMN.matcher(first);
        if (matcher.find()) {
            return unresolved(matcher.group(1), CANDIDATES.matcher(message));
        }
        matcher = MISSING_SCHEMA.matcher(first);
        if (matcher.find()) {
            return schemaNotFound('`' + matcher.group(1) + '`');
        }
        matcher = BAD_VALUE.matcher(first);
        if (matcher.find()) {
            return new SqlFailure(
                    "CAST_INVALID_INPUT",
                    "22018",
                    "The value '" + matcher.group(1) + "' of the type \"STRING\" cannot be cast to \""
                            + matcher.group(2) + "\" because it is malformed.");
        }
        String text = first.replaceFirst("^[A-Za-z ]+ Error: ", "");
        if (first.startsWith("Parser Error")) {
            return new SqlFailure("PARSE_SYNTAX_ERROR", "42601", text + ".");
        }
        if (first.contains("already exists")) {
            return new SqlFailure("TABLE_OR_VIEW_ALREADY_EXISTS", "42P07", text);
        }
        if (first.startsWith("Permission Error")) {
            return new SqlFailure("INSUFFICIENT_PERMISSIONS", "42501", "Insufficient privileges: " + text);
        }
        if (first.startsWith("Conversion Error")) {
            return new SqlFailure("CAST_INVALID_INPUT", "22018", text);
        }
        if (first.startsWith("Out of Memory Error")) {
            return new SqlFailure("OUT_OF_MEMORY", "53200", text);
        }
        if (first.startsWith("Binder Error")) {
            return new SqlFailure("DATATYPE_MISMATCH", "42K09", text);
        }
        return new SqlFailure("INTERNAL_ERROR", "XX000", text);
    }

    private static SqlFailure unresolved(String name, Matcher candidates) {
        String text = "A column, variable, or function parameter with name `" + name + "` cannot be resolved.";
        if (candidates.find()) {
            String known = candidates.group(1).trim().replace('"', '`');
            return new SqlFailure(
                    "UNRESOLVED_COLUMN.WITH_SUGGESTION",
                    "42703",
                    text + " Did you mean one of the following? [" + known + "].");
        }
        return new SqlFailure("UNRESOLVED_COLUMN.WITHOUT_SUGGESTION", "42703", text);
    }
}
