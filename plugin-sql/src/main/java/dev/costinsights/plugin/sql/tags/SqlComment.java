package dev.costinsights.plugin.sql.tags;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.TagDialect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A comment at the end of a statement that carries a context:
 *
 * <pre>{@code /* databricks_dagster_dbt_v1_opaque_id[[[9f1c]]] dagster_job_name='nightly' *}{@code /}</pre>
 *
 * The opaque id stands in the form that Dagster deployments write, everything else as sqlcommenter writes it. No character
 * in it means anything to a parser of parameters, hints or escapes.
 *
 * <p>Only statements that read or write tables get one: in {@code SET} the comment would be part of the value, in
 * {@code CREATE VIEW} part of the view.
 */
public final class SqlComment {

    private static final String OPAQUE_ID = "databricks_dagster_dbt_v1_opaque_id[[[%s]]]";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.~-]+");
    private static final Pattern COMMENTED = Pattern.compile(
            "(?i)\\(*\\s*(SELECT|WITH|FROM|VALUES|TABLE|INSERT|UPDATE|DELETE|MERGE|COPY|OPTIMIZE|ANALYZE"
                    + "|CREATE\\s+(OR\\s+REPLACE\\s+)?TABLE|REPLACE\\s+TABLE)\\b");

    private SqlComment() {}

    /** The statement with the comment, or the very same text when it takes none. */
    public static String append(String sql, AttributionContext context, TagDialect dialect, Consumer<String> undone) {
        if (sql == null
                || !COMMENTED
                        .matcher(sql)
                        .region(SqlText.codeStart(sql), sql.length())
                        .lookingAt()) {
            return sql;
        }
        String comment = comment(context, dialect);
        if (comment.isEmpty() || sql.contains(comment)) {
            return sql;
        }
        SqlText text = SqlText.of(sql);
        if (!text.isClosed()) {
            undone.accept("sql: a statement that ends in a quotation takes no comment");
            return sql;
        }
        int end = text.codeEnd();
        return sql.substring(0, end) + ' ' + comment + sql.substring(end);
    }

    private static String comment(AttributionContext context, TagDialect dialect) {
        StringBuilder comment = new StringBuilder();
        for (Map.Entry<String, String> tag : dialect.write(context).entrySet()) {
            boolean seeds = dialect.equals(TagDialect.DAGSTER)
                    && tag.getKey().equals(dialect.opaqueIdKey())
                    && PLAIN.matcher(tag.getValue()).matches();
            if (seeds) {
                comment.insert(0, OPAQUE_ID.formatted(tag.getValue()) + ' ');
            } else if (PLAIN.matcher(tag.getKey()).matches()) {
                comment.append(tag.getKey())
                        .append("='")
                        .append(encoded(tag.getValue()))
                        .append("' ");
            }
        }
        return comment.length() == 0 ? "" : "/* " + comment + "*/";
    }

    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder(value.length() + 8);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && PLAIN.matcher(String.valueOf((char) b)).matches()) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(String.format("%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }
}
