package dev.costinsights.core.context;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A context as tags of a job, a pipeline, a cluster or a bundle, which all clouds take: keys of letters, digits, spaces and
 * {@code _ . : = + - @}, at most 127 of them; values of printable Latin-1, at most 255.
 *
 * <p>In a name, what a value may not hold becomes {@code _}. An opaque id or a run that does not fit is left out, for a
 * changed id would be another id.
 */
public final class ObjectTags {

    /** How many tags a job or a pipeline may have. */
    public static final int MOST_OF_OBJECT = 25;

    /** How many custom tags a cluster may have. */
    public static final int MOST_OF_CLUSTER = 45;

    private static final int LONGEST_VALUE = 255;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:=+@ -]{1,127}");
    private static final Pattern NOT_IN_VALUES = Pattern.compile("[^\\x20-\\x7E\\xA1-\\xFF]");

    private ObjectTags() {}

    /**
     * The tags of a context, the most important first.
     *
     * @param undone told the reason for each tag that is left out or changed
     */
    public static Map<String, String> of(AttributionContext context, TagDialect dialect, Consumer<String> undone) {
        Map<String, String> tags = new LinkedHashMap<>();
        dialect.write(context).forEach((key, value) -> {
            boolean isId = key.equals(dialect.opaqueIdKey()) || key.equals(dialect.runKey());
            String fitting = NOT_IN_VALUES.matcher(value).replaceAll("_");
            if (!KEY.matcher(key).matches()) {
                undone.accept("a tag whose key Databricks does not take");
            } else if (value.length() > LONGEST_VALUE) {
                undone.accept("a tag value of more than 255 characters");
            } else if (isId && !fitting.equals(value)) {
                undone.accept("an id with characters that tags may not hold");
            } else {
                if (!fitting.equals(value)) {
                    undone.accept("characters in a tag that tags may not hold, which became _");
                }
                tags.put(key, fitting);
            }
        });
        return tags;
    }

    /**
     * The caller's tags, and behind them as many of ours as there is room for. A key that the caller has set is his.
     *
     * @param own the caller's, or null; never changed
     * @param ours as {@link #of} gives them
     * @param most how many tags there may be
     * @return the caller's own map when nothing is added to it
     */
    public static Map<String, String> beside(
            Map<String, String> own, Map<String, String> ours, int most, Consumer<String> undone) {
        Map<String, String> all = own == null ? new LinkedHashMap<>() : new LinkedHashMap<>(own);
        int before = all.size();
        ours.forEach((key, value) -> {
            if (all.containsKey(key)) {
                if (!value.equals(all.get(key))) {
                    undone.accept("a tag whose key the caller uses");
                }
            } else if (all.size() >= most) {
                undone.accept("tags beyond the " + most + " that there may be");
            } else {
                all.put(key, value);
            }
        });
        return all.size() == before ? own : all;
    }
}
