package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.SourceColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The columns that a table has now, known to us or not, with how their values are handed over. */
final class ColumnTypes {

    private static final Logger log = LoggerFactory.getLogger(ColumnTypes.class);

    private ColumnTypes() {}

    /** In the table's order, without those to leave out and without those of a type that has no text form. */
    static List<SourceColumn> of(ResultSetMetaData about, KnownTable table) throws SQLException {
        List<SourceColumn> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            String name = about.getColumnName(i).toLowerCase(Locale.ROOT);
            String type = about.getColumnTypeName(i);
            if (table.leftOut().contains(name)) {
                continue;
            }
            Optional<SourceColumn.Type> known = of(type);
            if (known.isPresent()) {
                columns.add(new SourceColumn(name, known.get()));
            } else {
                log.debug("column {} of {} is left out: {} has no form as text", name, table.qualifiedName(), type);
            }
        }
        return columns;
    }

    private static final Set<String> INTEGERS =
            Set.of("TINYINT", "SMALLINT", "INT", "INTEGER", "BIGINT", "BYTE", "SHORT", "LONG");

    private static Optional<SourceColumn.Type> of(String typeName) {
        String type = typeName == null ? "" : typeName.toUpperCase(Locale.ROOT);
        int end = 0;
        while (end < type.length() && (Character.isLetter(type.charAt(end)) || type.charAt(end) == '_')) {
            end++;
        }
        String name = type.substring(0, end);
        if (INTEGERS.contains(name)) {
            return Optional.of(SourceColumn.Type.INTEGER);
        }
        return Optional.ofNullable(
                switch (name) {
                    case "STRING", "VARCHAR", "CHAR" -> SourceColumn.Type.TEXT;
                    case "DECIMAL", "NUMERIC" -> SourceColumn.Type.DECIMAL;
                    case "DOUBLE", "FLOAT", "REAL" -> SourceColumn.Type.DOUBLE;
                    case "BOOLEAN" -> SourceColumn.Type.BOOLEAN;
                    case "DATE" -> SourceColumn.Type.DATE;
                    case "TIMESTAMP", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ" -> SourceColumn.Type.TIMESTAMP;
                    case "STRUCT", "MAP", "ARRAY", "VARIANT" -> SourceColumn.Type.JSON;
                    default -> null;
                });
    }
}
