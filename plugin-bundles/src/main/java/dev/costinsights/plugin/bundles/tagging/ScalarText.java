package dev.costinsights.plugin.bundles.tagging;

import java.util.Set;
import java.util.regex.Pattern;

/** Keys and values as they are written: values always in quotes, for {@code 12}, {@code no} and a date are texts here. */
final class ScalarText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private ScalarText() {}

    static String key(String key) {
        boolean plain = PLAIN.matcher(key).matches() && WORDS.stream().noneMatch(key::equalsIgnoreCase);
        return plain ? key : value(key);
    }

    static String value(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
