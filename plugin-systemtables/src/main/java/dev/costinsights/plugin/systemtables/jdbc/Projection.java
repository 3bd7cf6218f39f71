package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The columns of a table as expressions that every format of the driver hands over alike, and how their values become
 * those of a {@link RowSink}.
 *
 * <p>Times are asked for in microseconds, so that no time zone of a session, of the driver or of this machine has a say;
 * nested values as JSON.
 */
final class Projection {

    /** After so many rows an interrupt is looked for. */
    private static final int INTERRUPT_EVERY = 256;

    private final List<SourceColumn> columns;
    private final SourceColumn.Type[] types;
    private final StatementText.Kept statementText;
    private final int statementColumn;
    private final CanonicalJson json = new CanonicalJson();
    private final String hash;
    private boolean begun;
    private String date = "";
    private long day;

    Projection(KnownTable table, List<SourceColumn> columns, StatementText.Kept statementText) {
        this.columns = columns;
        this.types = columns.stream().map(SourceColumn::type).toArray(SourceColumn.Type[]::new);
        this.statementText = statementText;
        this.statementColumn = table.qualifiedName().equals("query.history")
                ? columns.stream().map(SourceColumn::name).toList().indexOf("statement_text")
                : -1;
        this.hash = Fingerprint.hash(columns.stream().map(this::hashed).toList());
    }

    /** The list of expressions of a SELECT. */
    String sql() {
        return columns.stream().map(this::expression).collect(Collectors.joining(", "));
    }

    /** The same, and the hash of the row. */
    String sqlWithHash() {
        return sql() + ", CAST(" + hash + " AS STRING)";
    }

    /** A number that follows from all that is taken of a row, in SQL. */
    String hash() {
        return hash;
    }

    /** What rows that are taken so have in common. */
    String form() {
        return Fingerprint.form(columns, hash);
    }

    /** Numbers of these types are hashed without their scale, or with two zeros alike. */
    private String hashed(SourceColumn column) {
        String expression = expression(column);
        return switch (column.type()) {
            case DECIMAL, DOUBLE -> "CAST(" + expression + " AS STRING)";
            default -> expression;
        };
    }

    private String expression(SourceColumn column) {
        String name = '`' + column.name().replace("`", "``") + '`';
        if (statementColumn >= 0 && columns.get(statementColumn) == column) {
            return statementText(name);
        }
        return switch (column.type()) {
            case JSON -> "to_json(" + name + ')';
            case TIMESTAMP -> "unix_micros(CAST(" + name + " AS TIMESTAMP))";
            default -> name;
        };
    }

    private String statementText(String name) {
        return switch (statementText) {
            case ALL -> name;
            case NONE -> "CAST(NULL AS STRING)";
            case COMMENTS -> StatementText.sql(name);
        };
    }

    /** Hands all rows over, and what they are known by if their hashes came with them. */
    long take(ResultSet rows, RowSink sink, boolean hashed) throws SQLException, InterruptedException {
        Fingerprint fingerprint = new Fingerprint(form());
        long count = 0;
        while (next(rows)) {
            begun = true;
            for (int i = 0; i < types.length; i++) {
                value(rows, i, sink);
            }
            sink.endRow();
            if (hashed) {
                fingerprint.add(rows.getString(types.length + 1));
            }
            if (++count % INTERRUPT_EVERY == 0 && Thread.interrupted()) {
                throw new InterruptedException("interrupted while reading system tables");
            }
        }
        if (hashed) {
            sink.fingerprint(fingerprint.text());
        }
        return count;
    }

    /** Whether a value was handed over. */
    boolean hasBegun() {
        return begun;
    }

    /** The driver throws all kinds of things where a part of the result does not come. */
    private static boolean next(ResultSet rows) throws SQLException {
        try {
            return rows.next();
        } catch (RuntimeException e) {
            throw new SQLException("the rest of the rows did not come: " + e, e);
        }
    }

    private void value(ResultSet rows, int index, RowSink sink) throws SQLException {
        int column = index + 1;
        switch (types[index]) {
            case INTEGER, TIMESTAMP -> {
                long number = rows.getLong(column);
                if (number != 0 || !rows.wasNull()) {
                    sink.number(index, number);
                }
            }
            case BOOLEAN -> {
                boolean flag = rows.getBoolean(column);
                if (flag || !rows.wasNull()) {
                    sink.number(index, flag ? 1 : 0);
                }
            }
            default -> {
                String text = rows.getString(column);
                if (text != null) {
                    text(index, text, sink);
                }
            }
        }
    }

    private void text(int index, String text, RowSink sink) throws SQLException {
        try {
            switch (types[index]) {
                case DATE -> sink.number(index, days(text));
                case DECIMAL -> sink.text(index, PlainDecimal.of(text));
                case DOUBLE -> sink.text(index, Double.toString(Double.parseDouble(text)));
                case JSON -> sink.text(index, json.of(text));
                default -> sink.text(index, isComments(index) ? StatementText.comments(text) : text);
            }
        } catch (CanonicalJson.SyntaxException | NumberFormatException | DateTimeException e) {
            throw new SQLException(
                    "column " + columns.get(index).name() + " holds something that is no "
                            + types[index].name().toLowerCase(Locale.ROOT),
                    e);
        }
    }

    private boolean isComments(int index) {
        return index == statementColumn && statementText == StatementText.Kept.COMMENTS;
    }

    /** Days since 1970; most rows of a slice have the date of the row before. */
    private long days(String text) {
        if (!text.equals(date)) {
            day = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text)
                    .toEpochDay();
            date = text;
        }
        return day;
    }
}
