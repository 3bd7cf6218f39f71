package dev.costinsights.plugin.systemtables.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps of a statement's text what says who ran it: comments with a marker of an attribution context. Statements hold
 * personal data; nothing else of them is taken in.
 *
 * <p>Attribution looks for comments itself, in {@code StatementComment} of this plugin. What is kept here gives the same
 * comments there as the whole text would: the comments, each on a line of its own.
 */
public final class StatementText {

    /** What is kept of the text of statements. */
    public enum Kept {
        /** Comments that can carry an attribution context. */
        COMMENTS,
        NONE,
        ALL
    }

    /** What the carriers of an attribution context have in them. */
    static final List<String> MARKERS = List.of(
            "dagster_", "cost_insights_", "\"node_id\"", "\"invocation_id\"", "\"app\": \"dbt\"", "\"app\":\"dbt\"");

    /** As in {@code StatementComment}; the texts are long, so that nothing may be tried again. */
    private static final Pattern PIECES = Pattern.compile(
            "(?<!\\w)[rR]'[^']*+'|(?<!\\w)[rR]\"[^\"]*+\"|'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\""
                    + "|`[^`]*+`|\\$\\$.*?\\$\\$|/\\*.*?\\*/|--[^\\n]*+",
            Pattern.DOTALL);

    private StatementText() {}

    /** SQL that leaves texts without a marker on the other side. */
    static String sql(String column) {
        return MARKERS.stream()
                .map(marker -> "contains(" + column + ", '" + marker + "')")
                .collect(Collectors.joining(" OR ", "CASE WHEN ", " THEN " + column + " END"));
    }

    /** The comments of a text, or null when none has a marker. */
    public static String comments(String text) {
        if (text == null || !isMarked(text) || !(text.contains("/*") || text.contains("--"))) {
            return null;
        }
        String comments = isSimple(text) ? onlyBlock(text) : anyComments(text);
        return isMarked(comments) ? comments : null;
    }

    private static boolean isMarked(String text) {
        return MARKERS.stream().anyMatch(text::contains);
    }

    /** One block comment, no line comment, and before it nothing but quotes that close again. */
    private static boolean isSimple(String text) {
        int start = text.indexOf("/*");
        if (start < 0 || text.contains("--") || text.indexOf("/*", start + 2) >= 0) {
            return false;
        }
        String before = text.substring(0, start);
        return before.indexOf('"') < 0
                && before.indexOf('`') < 0
                && before.indexOf('\\') < 0
                && !before.contains("$$")
                && before.chars().filter(c -> c == '\'').count() % 2 == 0;
    }

    private static String onlyBlock(String text) {
        int start = text.indexOf("/*");
        int end = text.indexOf("*/", start + 2);
        return text.substring(start, end < 0 ? text.length() : end) + "*/";
    }

    private static String anyComments(String text) {
        List<String> comments = new ArrayList<>();
        Matcher pieces = PIECES.matcher(text);
        while (pieces.find()) {
            char first = text.charAt(pieces.start());
            if (first == '/' || first == '-') {
                comments.add(pieces.group());
            }
        }
        return String.join("\n", comments);
    }
}
