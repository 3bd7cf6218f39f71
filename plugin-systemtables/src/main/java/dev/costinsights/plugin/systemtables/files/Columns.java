package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.plugin.systemtables.duckdb.Sql;
import dev.costinsights.plugin.systemtables.values.Leaf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * SQL over a group of files in which every leaf has the one type of its kind, whatever the files hold: a column that is
 * missing is NULL, a struct that came as JSON text is a struct again.
 */
public final class Columns {

    /** The years 1 to 9999, which are those that every database can write. */
    private static final long FIRST_TIME = -62_135_596_800_000_000L;

    private static final long LAST_TIME = 253_402_300_799_999_999L;

    private final FileGroup group;
    private final Map<String, Shape> shapes;
    private final String from;

    /** @throws CostInsightsException when a column has a type that cannot be what is wanted */
    Columns(FileGroup group, List<Leaf> leaves) {
        this.group = group;
        this.shapes = new HashMap<>(group.columns());
        this.from = relation(leaves);
        leaves.forEach(this::check);
    }

    /** The relation that the expressions are about. */
    public String from() {
        return from;
    }

    public boolean has(Leaf leaf) {
        return shape(leaf) != null;
    }

    /** Whether the files have the leaf as a time of their own, and not as text or not at all. */
    public boolean isTypedTime(Leaf leaf) {
        Shape shape = shape(leaf);
        return shape != null && shape.isTime();
    }

    /** The leaf as a value of its kind's SQL type; a typed NULL where the files do not have it. */
    public String sql(Leaf leaf) {
        Shape shape = shape(leaf);
        if (shape == null) {
            return switch (leaf.kind()) {
                case TEXT, JSON, DECIMAL -> "CAST(NULL AS VARCHAR)";
                case TIME, DAY, COUNT -> "CAST(NULL AS BIGINT)";
                case FLAG -> "CAST(NULL AS BOOLEAN)";
            };
        }
        String value = raw(leaf);
        if (shape.isText() && leaf.kind() != Leaf.Kind.TEXT && leaf.kind() != Leaf.Kind.JSON) {
            value = "nullif(" + value + ", '')";
        }
        return switch (leaf.kind()) {
            case TEXT -> shape.isText() ? value : "CAST(" + value + " AS VARCHAR)";
            case JSON -> shape.isText() ? value : "CAST(to_json(" + value + ") AS VARCHAR)";
            case TIME -> "epoch_us(" + time(shape, value) + ')';
            case DAY -> "date_diff('day', DATE '1970-01-01', CAST(" + time(shape, value) + " AS DATE))";
            case COUNT -> "CAST(" + value + " AS BIGINT)";
            case FLAG -> "CAST(" + value + " AS BOOLEAN)";
            case DECIMAL ->
                isNarrowDecimal(shape) ? "CAST(" + value + " AS DECIMAL(38,18))" : "CAST(" + value + " AS VARCHAR)";
        };
    }

    /**
     * A condition on a time that files with statistics can skip blocks by; {@code true} where there is no such column, and for
     * a time beyond all that a file holds.
     */
    public String compare(Leaf leaf, String operator, long micros) {
        if (!isTypedTime(leaf) || micros < FIRST_TIME || micros > LAST_TIME) {
            return "true";
        }
        String value = raw(leaf);
        return '(' + value + ' ' + operator + " CAST('" + TimeSpan.instant(micros) + "' AS "
                + shape(leaf).name() + ") OR " + value + " IS NULL)";
    }

    /** The leaf as it is in the files, which must have it. */
    String raw(Leaf leaf) {
        String sql = Sql.identifier(leaf.column());
        for (String name : leaf.path().subList(1, leaf.path().size())) {
            sql = "struct_extract(" + sql + ", " + Sql.literal(name) + ')';
        }
        return sql;
    }

    /** The leaf's type in the files, or null when they do not have it. */
    Shape shape(Leaf leaf) {
        Shape shape = shapes.get(leaf.column());
        for (int i = 1; i < leaf.path().size() && shape != null; i++) {
            shape = shape.leaves().get(leaf.path().get(i));
        }
        return shape;
    }

    /** Text columns under which leaves are wanted hold JSON; they are parsed once a row, before anything else. */
    private String relation(List<Leaf> leaves) {
        Map<String, List<Leaf>> parsed = new TreeMap<>();
        Set<String> plain = new LinkedHashSet<>();
        for (Leaf leaf : leaves) {
            Shape shape = group.columns().get(leaf.column());
            if (shape != null && shape.isText() && leaf.isNested()) {
                parsed.computeIfAbsent(leaf.column(), column -> new ArrayList<>())
                        .add(leaf);
            } else if (shape != null) {
                plain.add(leaf.column());
            }
        }
        if (parsed.isEmpty()) {
            return '(' + group.scan() + ')';
        }
        List<String> columns = new ArrayList<>();
        plain.forEach(column -> columns.add(Sql.identifier(column)));
        parsed.forEach((column, nested) -> {
            JsonShape shape = JsonShape.of(nested);
            shapes.put(column, shape.shape());
            String text = "nullif(" + Sql.identifier(column) + ", '')";
            boolean hasNumbers = nested.stream().anyMatch(leaf -> leaf.kind() == Leaf.Kind.DECIMAL);
            String misfit = String.join(" OR ", shape.misfits(text).values());
            columns.add("CASE WHEN " + misfit + " THEN error('no JSON object: ' || " + text + ") ELSE json_transform("
                    + (hasNumbers ? ExactNumbers.sql(text) : text) + ", " + Sql.literal(shape.text()) + ") END AS "
                    + Sql.identifier(column));
        });
        return "(SELECT " + String.join(", ", columns) + " FROM (" + group.scan() + "))";
    }

    private static String time(Shape shape, String value) {
        if (shape.isText()) {
            return "CAST(" + value + " AS TIMESTAMPTZ)";
        }
        return shape.name().equals("TIMESTAMP WITH TIME ZONE") ? value : "CAST(" + value + " AS TIMESTAMP)";
    }

    /** Every digit fits into DECIMAL(38,18). */
    private static boolean isNarrowDecimal(Shape shape) {
        if (!shape.isDecimal()) {
            return false;
        }
        int comma = shape.name().indexOf(',');
        int width = Integer.parseInt(shape.name(), "DECIMAL(".length(), comma, 10);
        int scale = Integer.parseInt(shape.name(), comma + 1, shape.name().length() - 1, 10);
        return scale <= 18 && width - scale <= 20;
    }

    private void check(Leaf leaf) {
        Shape column = shapes.get(leaf.column());
        if (column != null && leaf.isNested() && !column.isStruct()) {
            throw wrongType(leaf.column(), column, "a struct or JSON text");
        }
        Shape shape = shape(leaf);
        if (shape == null || shape.isText()) {
            return;
        }
        boolean fits =
                switch (leaf.kind()) {
                    case TEXT -> !shape.isNested() && !shape.name().equals("BLOB");
                    case TIME, DAY -> shape.isTime();
                    case COUNT, DECIMAL -> shape.isNumber();
                    case FLAG -> shape.name().equals("BOOLEAN");
                    case JSON -> shape.isNested();
                };
        if (!fits) {
            throw wrongType(leaf.name(), shape, leaf.kind().wanted());
        }
    }

    private CostInsightsException wrongType(String column, Shape shape, String wanted) {
        return new CostInsightsException(
                ErrorCode.INVALID_INPUT,
                group.files().get(0) + ": column " + column + " has the type " + shape.name() + "; it must be " + wanted
                        + "; export the table again with the types of the system table");
    }
}
