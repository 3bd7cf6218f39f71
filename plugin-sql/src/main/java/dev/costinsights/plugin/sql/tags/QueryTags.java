package dev.costinsights.plugin.sql.tags;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.TagDialect;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Query tags as Databricks takes them: at most 20, key and value at most 128 characters, no punctuation in keys, keys that
 * start with {@code @@} reserved.
 *
 * <p>What does not fit is left out, ours before the caller's: a shortened id would be another id.
 */
public final class QueryTags {

    static final int MOST = 20;
    static final int LONGEST = 128;

    private static final String NOT_IN_KEYS = ",:-/=.";

    private QueryTags() {}

    /**
     * The tags of a context that fit beside the caller's; where there is no room, those that say least go first.
     *
     * @param taken keys that the caller has set
     * @param undone told the reason for each tag that is left out
     */
    public static Map<String, String> fitting(
            AttributionContext context, TagDialect dialect, Set<String> taken, Consumer<String> undone) {
        Map<String, String> written = dialect.write(context);
        Map<String, String> fitting = new LinkedHashMap<>();
        for (String key : written.keySet()) {
            String problem = taken.contains(key)
                    ? "sql: the caller uses the key of one of our query tags"
                    : problem(key, written.get(key));
            if (problem == null && taken.size() + fitting.size() >= MOST) {
                problem = "sql: more than 20 query tags";
            }
            if (problem == null) {
                fitting.put(key, written.get(key));
            } else {
                undone.accept(problem);
            }
        }
        return fitting;
    }

    /** {@code key:value,key2:value2}, as the session conf {@code query_tags} has it. */
    public static String conf(Map<String, String> tags) {
        StringBuilder conf = new StringBuilder();
        tags.forEach((key, value) -> {
            conf.append(conf.length() == 0 ? "" : ",");
            escape(key, "\\:,", conf);
            conf.append(':');
            escape(value, "\\:,", conf);
        });
        return conf.toString();
    }

    /** The statement that removes some tags of a session and sets others; in this order, so that there is room. */
    public static String set(Map<String, String> set, Collection<String> unset) {
        StringBuilder sql = new StringBuilder("SET ");
        unset.forEach(key -> tag(sql, key).append("UNSET"));
        set.forEach((key, value) ->
                tag(sql, key).append('\'').append(literal(value)).append('\''));
        return sql.toString();
    }

    private static StringBuilder tag(StringBuilder sql, String key) {
        return sql.append(sql.length() == 4 ? "" : ", ")
                .append("QUERY_TAGS['")
                .append(literal(key))
                .append("'] = ");
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 8);
        escape(text, "\\'", literal);
        return literal.toString();
    }

    private static void escape(String text, String special, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (special.indexOf(c) >= 0) {
                to.append('\\');
            }
            to.append(c);
        }
    }

    private static String problem(String key, String value) {
        if (key.length() > LONGEST || value.length() > LONGEST) {
            return "sql: a query tag longer than 128 characters";
        }
        if (key.isEmpty() || key.startsWith("@@") || key.chars().anyMatch(c -> NOT_IN_KEYS.indexOf(c) >= 0)) {
            return "sql: a query tag whose key Databricks does not take";
        }
        return isPlain(key) && isPlain(value) ? null : "sql: a query tag with a control character";
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
