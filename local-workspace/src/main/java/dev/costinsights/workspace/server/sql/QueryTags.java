package dev.costinsights.workspace.server.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Query tags as one text: {@code key:value,key:value}, where a backslash escapes colon, comma and backslash. */
public final class QueryTags {
    public static final int MOST = 20;
    private static final int LONGEST = 128;

    private QueryTags() {}

    static Map<String, String> parse(String text) throws SqlFailure {
        Map<String, String> tags = new LinkedHashMap<>();
        StringBuilder part = new StringBuilder();
        String key = null;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                part.append(text.charAt(i));
            } else if (c == ':' && key == null) {
                key = part.toString();
                part.setLength(0);
            } else if (c == ',') {
                if (key != null) {
                    tags.put(key.trim(), part.toString());
                } else if (!part.toString().isBlank()) {
                    tags.put(part.toString().trim(), "");
                }
                key = null;
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        check(tags);
        return tags;
    }

    static String text(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> escaped(tag.getKey()) + ':' + escaped(tag.getValue()))
                .collect(Collectors.joining(","));
    }

    /** @throws SqlFailure when there are too many, or one is too long */
    public static void check(Map<String, String> tags) throws SqlFailure {
        if (tags.size() > MOST) {
            throw invalid("at most " + MOST + " query tags are allowed, but there are " + tags.size());
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getKey().isEmpty()) {
                throw invalid("a query tag's key is empty");
            }
            if (tag.getKey().length() > LONGEST || tag.getValue().length() > LONGEST) {
                throw invalid("key and value of the query tag '" + tag.getKey() + "' may have at most " + LONGEST
                        + " characters");
            }
        }
    }

    private static SqlFailure invalid(String text) {
        return new SqlFailure("INVALID_QUERY_TAGS", "22023", text + '.');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
    }
}
